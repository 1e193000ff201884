/** English: the phrases as they are meant, from which the other languages are translated. Texts are markup of Discord. */

import type { CustodyStatus } from '../../knowledge/custody.ts';
import type { Scores } from '../options.ts';

/** What a command is called and what it does, as Discord shows it. */
export interface CommandPhrases {
  readonly name: string;
  readonly description: string;
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const en = {
  commands: {
    ask: {
      name: 'ask',
      describe: (event: string) => `Ask about ${event}`,
      question: { name: 'question', description: 'Your question, in your own words' },
      private: { name: 'private', description: 'Show the answer to you alone' },
    },
    /** The entry of a message's menu. */
    answerThis: 'Answer this',
    topics: { name: 'topics', description: 'Browse what can be asked' },
    sources: { name: 'sources', description: 'The articles that every answer rests on' },
    about: { name: 'about', description: 'What this bot is, how often it is right, and what it keeps' },
    knowledge: {
      name: 'knowledge',
      description: 'Manage what the bot knows',
      reload: {
        name: 'reload',
        description: 'Read and verify the knowledge again; the old stays when the new has a problem',
      },
      status: { name: 'status', description: 'What is known, since when, and what is asked' },
      rollback: { name: 'rollback', description: 'Go back to the knowledge before the last change' },
    },
    diagnose: { name: 'diagnose', description: 'What works here, what does not, and what to do about it' },
  },

  answer: {
    reasons: { 'not-in-articles': 'Not in the articles', 'off-topic': 'Off topic', unclear: 'Not understood' },
    readThere: 'Read it there',
    askNext: 'You can also ask',
    nearest: 'The nearest that the articles do say',
    onlySays: (publisher: string) => `Only ${publisher} says so`,
    bothSay: 'Both articles say so',
    allSay: (count: number) => `All ${count} articles say so`,
    from: (publishers: readonly string[]) => `From ${publishers.join(' and ')}`,
    leftOut: (count: number) => `${count} more ${count === 1 ? 'quote does' : 'quotes do'} not fit here`,
  },

  components: {
    askNext: 'Ask next …',
    allQuotes: 'All quotes',
    moreQuotes: 'More quotes',
    share: 'Share in channel',
    helpful: 'Helpful',
    unhelpful: 'Not helpful',
    chooseTopic: 'Choose a topic …',
    chooseQuestion: (topic: string) => `Ask about ${topic} …`,
  },

  quotes: {
    title: 'Every quote behind the answer',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },

  notices: {
    sharedBy: (name: string) => `Shared by ${name}`,
    maySayNothing: 'You may not write in this channel, so I do not share anything here for you.',
    thanks: 'Thank you, I have noted it. Only the count is kept, not who voted.',
    votedBefore: 'You have voted on this answer before.',
    unknownComponent: 'I no longer know what this button or menu stands for. Ask me the question in words.',
    unreadable: (answerThis: string) =>
      `Discord does not show me that message, since it does not mention me. Open its menu and choose *Apps → ${answerThis}*, or write me the question.`,
    nothingToAnswer: 'There are no words in that message that I could answer.',
    cooldown: (seconds: number) =>
      `That was a lot of questions at once. Please wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then ask again.`,
    cooldownOfChannel: (seconds: number) =>
      `There were a lot of questions in this channel at once. Please wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then ask again.`,
    failure: (id: string) =>
      `Something went wrong on my side, so I can not answer. Please try again; if it happens again, tell the people who run me this id: \`${id}\``,
    notAdmin: 'Only the people who run this bot may do that. Ask them to add you or one of your roles.',
    notAtHome: 'That works in the home server of this bot alone.',
    notManager: 'Only people who may manage this server, and those who run this bot, may do that.',
  },

  help: {
    about: (event: string) => `Ask me about ${event}. I answer from newspaper articles alone and show their words.`,
    how: 'Mention me with a question, write to me directly, or use /ask. /topics shows what can be asked.',
    examples: 'For example:',
  },

  topics: {
    title: 'What can be asked',
    line: (topic: string, count: number) => `**${topic}**: ${counted(count, 'question')}`,
    of: (topic: string) => `Questions about ${topic}`,
    gone: 'There is no such topic any more. /topics shows those that there are.',
  },

  sources: {
    title: 'The articles',
    use: 'Every answer rests on these texts and nothing else.',
    read: 'Read the article',
    quoted: (facts: number, quotes: number) => `${counted(facts, 'fact')} proved by ${counted(quotes, 'quote')}`,
  },

  about: {
    title: 'About this bot',
    what: (event: string) =>
      `I answer questions about ${event}, from newspaper articles alone. People write my answers by hand, each with the quotes that prove it. No language model writes them, so nothing is invented; when the articles do not say, I say so.`,
    knowledge: 'Knowledge',
    counts: (entries: number, facts: number, gaps: number, sources: number) =>
      `${counted(entries, 'answer')} on ${counted(facts, 'fact')} from ${counted(sources, 'article')}, and ${counted(gaps, 'thing')} that they do not say`,
    revision: (revision: string) => `Revision \`${revision}\``,
    scores: 'How often it is right',
    score: ({ questions, right, declined, wrong }: Pick<Scores, 'questions' | 'right' | 'declined' | 'wrong'>) =>
      `On ${questions} questions that were kept aside from its tuning: ${right}% of those that the articles answer were answered rightly, ${declined}% of the others were declined, ${wrong}% of the answers given were wrong.`,
    otherRevision: (revision: string) => `Measured with revision \`${revision}\`.`,
    privacy: 'Privacy',
    kept: 'I need no privileged intent: in servers I read only what mentions me. What you write is kept in memory alone, for questions that lean on the one before or come again, and is never written down. What I count is how often each answer is asked for and found helpful, not by whom.',
  },

  knowledge: {
    reloaded: (before: string, now: string) => `Reloaded: ${before} → ${now}`,
    rolledBack: (before: string, now: string) => `Rolled back: ${before} → ${now}`,
    refused: (problems: number) => `Not reloaded: ${counted(problems, 'problem')}`,
    goesOn: (revision: string) =>
      `The old knowledge, revision ${revision}, goes on answering. Mend the files and reload again.`,
    unchanged: (revision: string) => `Nothing has changed: revision ${revision} goes on answering.`,
    nothingBefore: (revision: string) =>
      `There is no earlier revision to go back to: revision ${revision} goes on answering.`,
    filesDiffer: 'The files still hold the other revision: the next reload or start takes them. Mend them first.',
    nothingDiffers: 'No entry, gap or fact differs.',
    added: 'Added',
    changed: 'Changed',
    removed: 'Removed',
    more: (count: number) => `… and ${count} more`,
    tooMany: (count: number) => `${count} in all; \`npm run check\` shows them`,
    status: 'What is known',
    inForce: (revision: string, since: string, fromFiles: boolean) =>
      `Revision \`${revision}\`, from ${fromFiles ? 'the files' : 'a rollback'}, came into force ${since}.`,
    before: (revision: string) => `A rollback goes to \`${revision}\`.`,
    noneBefore: 'There is no earlier revision to roll back to.',
    underWay: 'A reload or rollback is under way.',
    last: (what: 'reload' | 'rollback', outcome: string, at: string) => `The last ${what} ended ${at}: ${outcome}.`,
    outcomes: {
      swapped: 'another revision came into force',
      unchanged: 'nothing had changed',
      refused: 'refused because of problems',
      nothing: 'there was no earlier revision',
    },
    sizes: ({ sources, facts, entries, phrasings, gaps, golden }: CustodyStatus['counts']) =>
      `${counted(sources, 'article')}, ${counted(facts, 'fact')}, ${counted(entries, 'answer')} with ${counted(phrasings, 'phrasing')}, ${counted(gaps, 'gap')}, ${counted(golden, 'golden question')}.`,
    asked: 'What is asked',
    totals: (asked: number, answered: number, declined: number, since: string) =>
      `${counted(asked, 'question')} since ${since}: ${answered} answered, ${declined} declined.`,
    votes: (helpful: number, unhelpful: number) =>
      `${counted(helpful, 'vote')} for helpful, ${unhelpful} for not helpful.`,
    askedMost: 'Asked most',
    askedInVain: 'Asked in vain',
    unhelpful: 'Found unhelpful',
    nothingAsked: 'Nothing has been asked yet.',
  },

  diagnose: {
    title: 'Diagnosis',
    allWell: 'Everything works here.',
    someIll: (count: number) => `${counted(count, 'thing needs', 'things need')} attention.`,
    intents: 'Intents',
    intentsWell:
      'The bot gets what it needs: servers, messages that mention it, direct messages. None of it is privileged.',
    intentsIll: (missing: string) =>
      `Missing: ${missing}. Start the bot anew; if that does not help, its code was changed.`,
    permissions: 'Permissions in this channel',
    permissionsWell: 'The bot may see, write, show embeds and read the history here.',
    permissionsIll: (missing: string) =>
      `Missing: ${missing}. Give them to the bot or to its role, in this channel's settings under *Permissions* or in the server's under *Roles*.`,
    commands: 'Commands',
    commandsWell: 'They are registered as they should be.',
    commandsIll: 'What Discord has differs from what the bot would register. Start the bot anew.',
    commandsUnknown: (why: string) => `Discord does not tell: ${why}. Try again later.`,
    knowledge: 'Knowledge',
    knowledgeWell: (revision: string, since: string) => `Revision \`${revision}\` came into force ${since}.`,
    knowledgeIll: (revision: string, since: string) =>
      `Revision \`${revision}\` came into force ${since}, but the files hold something else. An admin can use /knowledge reload, or mend the files.`,
    connection: 'Connection',
    connectionWell: (shard: number, shards: number, milliseconds: number) =>
      `Shard ${shard + 1} of ${shards}, ${milliseconds < 0 ? 'latency not known yet' : `latency ${milliseconds} ms`}.`,
    failures: 'Last errors',
    noFailures: 'None since the start.',
    failure: (id: string, at: string, message: string) => `\`${id}\` ${at}${message === '' ? '' : `: ${message}`}`,
    failuresAdvice: 'The log has more under these ids.',
  },
};

export type Phrases = typeof en;
