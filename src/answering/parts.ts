/** Several questions in one -> the questions. */

/** More parts than this are read as one question. */
const MOST_PARTS = 4;
const QUESTION_START =
  '(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|will|would|can|could|has|have|had|whats|whos|wheres|(?:in|on|at|for|by|to|with|from|since|until) (?:which|what|whom|where|when)|waht|wat|wut|wich|wen|wher|hwo|were)';
const BOUNDARY = new RegExp(
  `\\?+\\s*(?:(?:and|or|also|plus|then)\\s+)*|[,;]?\\s+(?:and|&|\\+|plus|then|also|but)\\s+(?:(?:also|then|um|uh|er|like|so|well|just|please|secondly)\\s+)*(?=${QUESTION_START}\\b)|[,;]\\s+(?=${QUESTION_START}\\b)|\\s+\\+\\s+`,
  'giu',
);

/** The parts of a question that may be questions of their own, in order; one part for a plain question. */
export function partsOf(question: string): string[] {
  const parts = question
    .split(BOUNDARY)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]{2}/u.test(part));
  // "When and where …" is one question: a bare question word is no part.
  const whole = parts.length > MOST_PARTS || parts.slice(0, -1).some((part) => !/\s/u.test(part));
  return whole ? [question] : parts;
}

/** A list of keywords is no longer than this. */
const KEYWORDS = 9;
const SENTENCE = new RegExp(`\\b${QUESTION_START}\\b`, 'iu');

/** The items of a short list without any question word or auxiliary ("summit date and G7 country"); none for a sentence. */
export function keywordsOf(question: string): string[] {
  if (SENTENCE.test(question) || question.split(/\s+/u).length > KEYWORDS) return [];
  const items = question.split(/\s*[,;/+&]\s*|\s+and\s+/iu).filter((item) => /\p{L}/u.test(item));
  return items.length > 1 && items.length <= MOST_PARTS ? items : [];
}
