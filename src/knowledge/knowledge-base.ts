/** The verified knowledge about one event. Everything here is immutable once `loadKnowledge` has returned it. */

/** An article under `seeds/`. */
export interface Source {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  /** Address of the article on the web, without a fragment. */
  readonly url: string;
  /** When it appeared, as precisely as is known, in words ("late May 2021"). */
  readonly published: string;
  /** File name under `seeds/`. */
  readonly file: string;
}

/** A verbatim piece of an article. */
export interface Quote {
  /** Id of the source. */
  readonly source: string;
  /** The text exactly as it stands in the article (its own quotes, dashes and slips included). */
  readonly text: string;
  /** The article's address with a text fragment that leads to the quote. */
  readonly url: string;
}

/** One claim in our own words with the quotes that prove it. */
export interface Fact {
  readonly id: string;
  readonly claim: string;
  readonly quotes: readonly Quote[];
  /** What a reader must know about the wording of the article, such as a slip that is the article's own. */
  readonly note?: string;
}

/**
 * What a phrasing expects of the answer: `open` asks, `yes` is a yes/no question to which the articles say yes, `no` one to
 * which they say no, `wrong` takes something for granted that the articles contradict.
 */
export type Stance = 'open' | 'yes' | 'no' | 'wrong';

/** One way to ask for an entry or a gap. */
export interface Phrasing {
  readonly text: string;
  readonly stance: Stance;
}

/** Names of one kind that are true of a subject: another name of that kind said of the subject is a wrong premise. */
export interface Premise {
  /** Kind of name: `place`, `date`, `number` … as in the vocabulary; dates as "16 June 2021". */
  readonly kind: string;
  readonly values: readonly string[];
  /** Ids of the vocabulary's names and words that the question must be about. */
  readonly about: readonly string[];
}

/** A curated question with its answer. */
export interface Entry {
  readonly id: string;
  readonly question: string;
  readonly phrasings: readonly Phrasing[];
  readonly answer: string;
  /** The facts the answer rests on, most telling first. */
  readonly facts: readonly Fact[];
  readonly topics: readonly string[];
  /** Ids of the entries to offer next. */
  readonly related: readonly string[];
  readonly premises: readonly Premise[];
}

/** Why a gap is no answer. `not-in-articles`: about the event, but they do not say; `off-topic`: not about the event. */
export type GapReason = 'not-in-articles' | 'off-topic';

/** Something that people ask and the articles do not say. */
export interface Gap {
  readonly id: string;
  readonly question: string;
  readonly phrasings: readonly Phrasing[];
  readonly reason: GapReason;
  /** The refusal. */
  readonly reply: string;
  /** The nearest thing that the articles do say, cited in the refusal. */
  readonly nearest: readonly Fact[];
  /** Ids of entries to offer instead. */
  readonly related: readonly string[];
}

/** Small talk: a greeting, thanks, "what can you do?". */
export interface Chat {
  readonly id: string;
  readonly phrasings: readonly Phrasing[];
  readonly reply: string;
}

/** What people ask right after an answer by an entry or a refusal by a gap, in words that would mean something else without it. */
export interface FollowUps {
  /** Id of the entry or gap that was told last. */
  readonly after: string;
  /** Id of the entry that answers them, or of the gap that declines them. */
  readonly to: string;
  readonly phrasings: readonly Phrasing[];
}

/** A person, place, organisation or thing and every way to write it. */
export interface Name {
  readonly id: string;
  /** `person`, `place`, `organisation`, `thing`. */
  readonly kind: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** False for a name that people bring up although it stands in neither article ("Vienna", "Merkel"). */
  readonly known: boolean;
}

/** Words and word groups that mean the same here. */
export interface WordGroup {
  readonly id: string;
  readonly words: readonly string[];
}

export interface Vocabulary {
  readonly names: readonly Name[];
  readonly groups: readonly WordGroup[];
}

/** Why a question is declined, whichever gap declines it. `unclear`: nobody can tell what is asked. */
export type DeclineReason = GapReason | 'unclear';

/** What has to come of a golden question: an answer by these entries and no others, or a refusal by a gap or for a reason. */
export type Expectation =
  | { readonly entries: readonly string[] }
  | { readonly gap: string }
  | { readonly declined: DeclineReason };

/** A question of which curators say what has to answer it; knowledge that answers otherwise does not come into force. */
export interface GoldenQuestion {
  readonly question: string;
  /** What the same reader has asked before, oldest first. */
  readonly after: readonly string[];
  readonly expected: Expectation;
}

export interface KnowledgeBase {
  /** Content hash of all the files, in lower-case hex; the same files always give the same revision. */
  readonly revision: string;
  /** The event in a few words, for the bot's own sentences ("the harbour festival of 2019"). */
  readonly event: string;
  readonly sources: readonly Source[];
  readonly facts: readonly Fact[];
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
  readonly chats: readonly Chat[];
  readonly followUps: readonly FollowUps[];
  readonly vocabulary: Vocabulary;
  readonly golden: readonly GoldenQuestion[];
}
