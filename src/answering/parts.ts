/** Several questions in one -> the questions. */

/** More parts than this are read as one question. */
const MOST_PARTS = 4;
/** "Whos", "when's". */
const CONTRACTED = "(?:who|what|when|where|why|how)['’]?s";
const QUESTION_WORD = `(?:who|whom|whose|what|which|when|where|why|how|whether|${CONTRACTED}|(?:in|on|at|for|by|to|with|from|since|until) (?:which|what|whom|where|when)|waht|wat|wut|wich|wen|wher|hwo)`;
const AUXILIARY =
  "(?:(?:is|are|was|were|do|does|did|would|could|has|have|had)(?:n['’]?t)?|will|won['’]?t|can(?:['’]?t)?)";
const QUESTION_START = `(?:${QUESTION_WORD}|${AUXILIARY})`;
/** A second thing that is asked for without a question word: "… and the venue of …". */
const ITEM = '(?:the |its |their )(?:date|time|place|venue|location|name|reason|city|country|topics|goal) of\\b';
/** What may stand between "and" and the next question. */
const LINK =
  '(?:also|then|um|uh|er|like|so|well|just|please|secondly|second|thirdly|third|after|afterwards|next|finally|lastly|besides|oh|hey|btw|by the way|tell me|do you know)';
const BOUNDARY = new RegExp(
  [
    `\\?+\\s*(?:(?:and|or|also|plus|then|${LINK})[\\s,]+)*`,
    `[,;.]?\\s+(?:and|&|\\+|plus|then|also|but|an|nd?)[\\s,]+(?:${LINK}[\\s,]+)*(?=${QUESTION_START}\\b|${ITEM})`,
    `[,;.!:]\\s+(?:${LINK}[\\s,]+)*(?=${QUESTION_START}\\b)`,
    '[,;.]?\\s+(?:and\\s+)?second(?:ly)?\\s+of\\s+all[\\s,]+',
  ].join('|'),
  'giu',
);

/** The same, with what stands between the parts. */
const SEPARATED = new RegExp(`(${BOUNDARY.source})`, 'giu');

/** What a question takes for granted in a clause of its own: "since this is the second summit, …". */
const GRANTED = '(?:since|as|given|because|considering|seeing|now that)';
/** Has a question word anywhere, or begins with an auxiliary or with what is taken for granted: "I have been there" does not ask. */
const QUESTION = new RegExp(
  `\\b${QUESTION_WORD}\\b|^\\W*(?:${LINK}\\W+|ok(?:ay)?\\W+)*(?:${AUXILIARY}|${GRANTED})\\b`,
  'iu',
);

/** Asks for something without any question word. */
const ASKED =
  /\b(?:date|day|time|place|city|country|town|venue|location|reason|number|names?|title|hosts?|(?<!(?:new|other|different|next|another) )topics?|agenda|goal)\b/iu;

/** A part that asks nothing ("the presidents, where do they meet?") belongs to the one after it, and one at the end to none. */
function asking(parts: readonly string[], whole: string): string[] {
  const isQuestion = (part: string): boolean =>
    QUESTION.test(part) || ASKED.test(part) || whole.includes(`${part}?`) || whole.includes(`${part} ?`);
  if (!parts.some(isQuestion)) return [...parts];
  const questions: string[] = [];
  let before = '';
  for (const part of parts) {
    if (isQuestion(part)) questions.push(before === '' ? part : `${before}, ${part}`);
    before = isQuestion(part) ? '' : part;
  }
  return questions;
}

/** Nothing but question words ("when and where"). */
const BARE = /^(?:who|whom|what|which|when|where|why|how|and|,|\s)+$/iu;

/**
 * "When and where is it": bare question words belong to what follows them right away, else to what is before them ("who meets,
 * where and when, and …").
 */
function withoutBare(pieces: readonly string[], separators: readonly string[]): string[] {
  const parts: string[] = [];
  let begun = '';
  pieces.forEach((piece, at) => {
    const separator = separators[at] ?? '';
    const part = begun + piece;
    const isBare = BARE.test(part) && at < pieces.length - 1;
    const goesOn = isBare && !/[,;.:?]/.test(separator);
    begun = goesOn ? part + separator : '';
    if (goesOn) return;
    if (isBare && parts.length > 0) parts.push(`${parts.pop()}, ${part}`);
    else parts.push(part);
  });
  return parts;
}

/**
 * "(a) … (b) …", "1) … 2) …", "1. … 2. …", "one: … two: …". A match begins where a run of separators begins, here and below: trying
 * each place of a long run takes time with the square of its length.
 */
const NUMBERING =
  /(?:^|(?<![\s,;:.?!])[\s,;:.?!]+)(?:(?:and|also)\s+)?(?:\(?(?:[a-d]|[1-4])\)|[1-4]\.(?=\s)|(?:one|two|three|first|second|third|1st|2nd|3rd)\s*:)\s*/iu;
/** What stands between the items of a list without numbers. */
const LISTING = /\s[+/|]\s|\n(?:[-*•]\s*)?/u;

/** "Two quick questions before I go: …". */
const ANNOUNCED = new RegExp(
  '^[^:;,.?!\\n]{0,30}\\b(?:two|three|four|[2-4]|couple(?: of)?|few|several)\\s+(?:\\w+\\s+)?' +
    '(?:questions?|things?|matters?|points?|queries|qs?)\\b[^:;,.?!\\n]{0,40}[:;,.!–-]+\\s+',
  'iu',
);

/** A question without an announcement that it is several. */
function unannounced(question: string): string {
  const lead = ANNOUNCED.exec(question)?.[0];
  return lead === undefined || QUESTION.test(lead) ? question : question.slice(lead.length);
}

/** White space is one space, or one line break: long runs of it take the patterns here time with the square of their length. */
const condensed = (text: string): string =>
  text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\s*\n\s*/gu, '\n')
    .trim();

const questionIn = (text: string): string => unannounced(condensed(text));

/** What somebody lists, each as a question of its own, with what asks for all of it in front. */
function listedIn(question: string): string[] {
  const [lead = '', ...items] = question.split(NUMBERING);
  if (items.length > 1) return items.map((item) => (QUESTION.test(lead) ? `${lead} ${item}` : item));
  return question.split(LISTING);
}

/** The parts of a question that may be questions of their own, in order; one part for a plain question. */
export function partsOf(text: string): string[] {
  const question = questionIn(text);
  const listed = listedIn(question);
  const parts = (listed.length > 1 ? listed : [question]).flatMap(joinedIn);
  return parts.length > MOST_PARTS ? [question] : parts;
}

/** The parts of what is written without any list. */
function joinedIn(question: string): string[] {
  const split = question.split(SEPARATED);
  const separators = split.filter((_, at) => at % 2 === 1);
  const parts = asking(
    withoutBare(
      split.filter((_, at) => at % 2 === 0),
      separators,
    )
      .map((part) => part.trim())
      .filter((part) => /[\p{L}\p{N}]{2}/u.test(part)),
    question,
  );
  // One word is no part, unless it is something to ask for.
  return parts.slice(0, -1).some((part) => !/\s/u.test(part) && !ASKED.test(part)) ? [question] : parts;
}

/** Where a question may be two, whatever follows. */
const JOINT = new RegExp(
  `(?:(?:(?<!\\?)\\?+|[,;.:]|\\s[+&]|(?:,\\s*)?\\s(?:and|n|plus|also|but|then))[\\s,]+(?:(?:and|plus|but|${LINK})[\\s,]+)*|\\s+(?=${CONTRACTED}\\b))`,
  'giu',
);
/** More joints than this are no list of questions but a story. */
const MOST_JOINTS = 5;

/** Every way in which a question may be two, one joint after the other; both sides have words. */
export function splitsOf(text: string): (readonly [string, string])[] {
  const question = questionIn(text);
  const joints = [...question.matchAll(JOINT)];
  if (joints.length > MOST_JOINTS) return [];
  return joints
    .map(({ index, 0: joint }) => [question.slice(0, index), question.slice(index + joint.length)] as const)
    .filter((sides) => sides.every((side) => /[\p{L}\p{N}]{2}/u.test(side)));
}

/** A list of keywords is no longer than this. */
const KEYWORDS = 9;
const SENTENCE = new RegExp(`\\b${QUESTION_START}\\b`, 'iu');

/** The items of a short list without any question word or auxiliary ("summit date and G7 country"); none for a sentence. */
export function keywordsOf(text: string): string[] {
  const question = questionIn(text);
  if (SENTENCE.test(question) || question.split(/\s+/u).length > KEYWORDS) return [];
  const items = question.split(/\s*[,;/+&]\s*|\s+and\s+/iu).filter((item) => /\p{L}/u.test(item));
  return items.length > 1 && items.length <= MOST_PARTS ? items : [];
}
