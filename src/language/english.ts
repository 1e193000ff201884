/** What the engine knows of English, whatever the event: how frequent words are, contractions, fillers, words without content. */
import wordList from './english-words.json' with { type: 'json' };

interface Frequency {
  /** Place in the list of English words by frequency, 0 the most frequent; undefined for what is no English word. */
  readonly rank: number | undefined;
  readonly rarity: number;
}

/** Words by the two letters with which they begin, each followed by its rank. */
const beginnings: Readonly<Record<string, string>> = wordList.ranks;
/** Ranks of the beginnings that were asked for: few questions ask for many, and reading all of them takes ten milliseconds. */
const readRanks = new Map<string, ReadonlyMap<string, number>>();
/** Words that were asked for: the same ones come again and again. */
const frequencies = new Map<string, Frequency>();
const MAX_FREQUENCIES = 50_000;

function ranksOf(beginning: string): ReadonlyMap<string, number> {
  const known = readRanks.get(beginning);
  if (known) return known;
  const listed = beginnings[beginning]?.split(' ') ?? [];
  const ranks = new Map<string, number>();
  for (let at = 0; at + 1 < listed.length; at += 2) ranks.set(listed[at] ?? '', Number(listed[at + 1]));
  if (listed.length > 0) readRanks.set(beginning, ranks);
  return ranks;
}

function frequencyOf(word: string): Frequency {
  const known = frequencies.get(word);
  if (known) return known;
  const rank = ranksOf(word.slice(0, 2)).get(word);
  const frequency = { rank, rarity: rarityAt(rank) };
  if (frequencies.size < MAX_FREQUENCIES) frequencies.set(word, frequency);
  return frequency;
}

/** Place of a word in the list of English words by frequency, 0 the most frequent; undefined for what is no English word. */
export const rankOf = (word: string): number | undefined => frequencyOf(word).rank;

/** Ranks at which a word begins to carry content and at which it carries as much as any. */
const RARITY = { from: 100, to: 8_000 };
const RARITY_SPAN = Math.log(RARITY.to / RARITY.from);

/**
 * How much a word tells by being rare: 0 for the hundred most frequent words, 1 for words beyond rank 8,000 and for what is
 * no English word; logarithmic between, after Zipf's law.
 */
export const rarityOf = (word: string): number => frequencyOf(word).rarity;

function rarityAt(rank: number | undefined): number {
  if (rank === undefined) return 1;
  if (rank <= RARITY.from) return 0;
  return rank >= RARITY.to ? 1 : Math.log(rank / RARITY.from) / RARITY_SPAN;
}

/** How many of the most frequent words a misspelt word may have been meant as. */
const CORRECTABLE = 600;

/** The most frequent words of four letters or more: what a slip may have been meant as. */
export const frequentWords: readonly string[] = wordList.frequent
  .split(' ')
  .slice(0, CORRECTABLE)
  .filter((word) => word.length > 3);

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that shape a sentence and carry next to no content. */
export const functionWords = list(`
  a an the of to in on at by for from with within into onto about as is are was were be been being am do does did done doing
  have has had having will would shall should can could may might must ought i me my mine we our ours you your yours he him
  his she her hers it its they them their theirs this that these those there here and or but so if then than too also just
  very really quite only even still already yet not no nor up down out off over under again both each any some such own
  s t d ll re ve m get gets got go goes going gone make makes made take takes took taking let one ones thing things stuff
  way like now much many more most lot lots bit kind sort type actually exactly anyway who whom whose what which when
  where why how us because since while during between among through per via upon against toward towards
  other another else same itself himself themselves something anything everything someone anyone
  together supposed know think mean happen happens happening happened really`);

/** Words that people say without meaning anything by them: they neither help nor harm a match. */
export const fillers = list(`
  um uh uhm hmm hm er erm ah oh hey yo hi hello ok okay k kk alright aight well so like bro bruh dude man guys folks lol lmao haha pls plz please
  kindly sir madam tho though anyway basically literally actually honestly frankly just thx thanks btw fyi imo tbh ngl fr
  yeah yep nah yes sorry quick quickly question asking ask wonder wondering curious gonna gotta kinda sorta smth idk
  wow whoa gosh jeez yikes ha goodness heavens
  exactly precisely really again once more remind reminder supposed apparently allegedly damn heck hell wtf omg dear
  someone somebody anybody anyone everyone friend maybe perhaps right correct true mister mr mrs ms`);

/** Whole turns of phrase that only introduce a question. Removed before anything is matched. */
export const introductions: readonly RegExp[] = [
  /^(?:(?:ok|okay|hey|hi|hello|yo|dear) )*(?:siri|alexa|cortana)\b/g,
  /^(?:(?:ok|okay|hey|hi|hello|yo|dear) )+(?:google|bot|chatbot|assistant|there|everyone|everybody|all|guys|folks)\b/g,
  /^(?:(?:ok|okay|k|ah|oh|right|alright|great|cool|nice|perfect|well|no|yes) )*(?:thanks|thank (?:you|u)|thx|tysm|ty|merci|cheers|gracias|danke|gotcha|got it|much obliged|noted|understood|good to know|fair enough)(?: (?:a lot|a bunch|so much|very much|mate|man|dear|love|bro|dude|buddy|friend|my friend|bot|for that|for this))*\b(?: and\b)?/g,
  /^(?:(?:ok|okay|k|so|right|alright|well|anyway|now) )*(?:(?:going |coming |let us go |lets go )?back to\b|(?:a )?(?:different|diff|new|another|separate|unrelated) (?:thing|topic|subject|question|matter)\b|moving on\b)/g,
  /\b(?:yes or no|true or false|y or n)\b/g,
  /^(?:no |nah |nope |sorry |oops |wait |actually |but )*(?:i|we) (?:meant|mean|wanted|was asking|am asking|were asking)(?: to (?:say|ask|know))?(?: about)?\b/g,
  /\b(?:can|could|would|will) (?:you|u|someone|anyone|somebody|anybody)(?: please| kindly| pls)?(?: just)? (?:tell|say|explain|remind|give|show|clarify|inform|enlighten|let|help|run)(?: to)?(?: me| us)?(?: know| understand)?(?: through)?\b/g,
  /\b(?:please|pls|plz)? ?(?:tell|say|explain|remind|inform)(?: to)? (?:me|us)\b(?! about)/g,
  /\b(?:do|does|did) (?:you|u|anyone|anybody|someone|somebody|we) (?:happen to |even |actually )?know\b/g,
  /\b(?:i|we) (?:was|am|were|are|have been|would be) (?:just |really |also )?(?:wondering|curious|interested|confused)(?: about)?(?: if| whether)?\b/g,
  /\b(?:i|we) (?:would|want|need|wish|wanted)(?: like| love)? to (?:know|understand|learn|find out|ask)\b/g,
  /\b(?:i|we) (?:do not|did not|don't|dont|can not|cannot) (?:know|understand|get|remember|recall)\b/g,
  /\bmay i (?:ask|inquire|enquire)\b/g,
  /\b(?:is it (?:true|correct|right|so)|is it the case|am i right|is that (?:true|right|correct|so))(?: that)?\b/g,
  /\b(?:according to|in|per|from) (?:the|these|those|both|your|this) (?:two |given )?(?:articles?|texts?|sources?|coverage|reports?|papers?)\b/g,
  /\b(?:what|which) do (?:the|these) articles (?:say|tell|report|write)(?: us)? about\b/g,
  /\b(?:what|anything) (?:is|was) (?:said|reported|written) about\b/g,
];

/** Short forms, in full; what a chat writes for a word. */
export const contractions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": 'can not',
    cannot: 'can not',
    cant: 'can not',
    "won't": 'will not',
    wont: 'will not',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    arent: 'are not',
    wasnt: 'was not',
    werent: 'were not',
    hasnt: 'has not',
    havent: 'have not',
    hadnt: 'had not',
    wouldnt: 'would not',
    couldnt: 'could not',
    shouldnt: 'should not',
    aint: 'is not',
    whats: 'what is',
    whos: 'who is',
    wheres: 'where is',
    whens: 'when is',
    hows: 'how is',
    whys: 'why is',
    thats: 'that is',
    theres: 'there is',
    heres: 'here is',
    its: 'its',
    hes: 'he is',
    shes: 'she is',
    theyre: 'they are',
    youre: 'you are',
    im: 'i am',
    ive: 'i have',
    wanna: 'want to',
    gonna: 'going to',
    gotta: 'got to',
    gimme: 'give me',
    lemme: 'let me',
    dunno: 'do not know',
    "y'all": 'you',
    u: 'you',
    ur: 'your',
    r: 'are',
    n: 'and',
    w: 'with',
    wat: 'what',
    wut: 'what',
    wot: 'what',
    wen: 'when',
    wher: 'where',
    y: 'why',
    cuz: 'because',
    cos: 'because',
    coz: 'because',
    bc: 'because',
    b4: 'before',
    abt: 'about',
    ppl: 'people',
    prez: 'president',
    pres: 'president',
    govt: 'government',
    gov: 'government',
    rn: 'right now',
    smth: 'something',
    sth: 'something',
    teh: 'the',
    hte: 'the',
    adn: 'and',
    nad: 'and',
    thay: 'they',
    thier: 'their',
    tht: 'that',
    taht: 'that',
    hwo: 'how',
    hw: 'how',
    wich: 'which',
    wehn: 'when',
    wehre: 'where',
    waht: 'what',
    whne: 'when',
    wher3: 'where',
    woh: 'who',
    wiht: 'with',
    fo: 'of',
    ot: 'to',
    si: 'is',
    iz: 'is',
    da: 'the',
    dat: 'that',
    dis: 'this',
    dem: 'them',
    doe: 'does',
    becuz: 'because',
    peeps: 'people',
    info: 'information',
    pic: 'picture',
    congrats: 'congratulations',
    wud: 'would',
    cud: 'could',
    shud: 'should',
    nd: 'and',
    '2day': 'today',
    '2nite': 'tonight',
    '4': '4',
    tmrw: 'tomorrow',
    tmr: 'tomorrow',
    plan: 'plan',
    sked: 'schedule',
    pressec: 'press secretary',
  }),
);

/** Question words and auxiliaries with which a yes/no question begins. */
export const auxiliaries = list(
  'is are was were am do does did has have had will would shall should can could may might must',
);

/** Words that ask for an answer of a kind. */
export const questionWords = list('who whom whose what which when where why how');

/** Asks for the words of the article themselves. */
export const quoteRequest =
  /\b(?:quotes?|quoted|verbatim|word for word|literally|exact (?:words?|wording|line|sentence|quote|phrase|term)|(?:wording|sentence|passage|phrasing) (?:about|on|of|where|that|for)|(?:written|said|put|phrased|worded|stated|say|says) exactly|exactly (?:written|said|put|phrased|worded|stated)|paste)\b/;
