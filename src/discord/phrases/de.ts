/** Deutsch. */
import type { Phrases } from './en.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const de: Phrases = {
  commands: {
    ask: {
      name: 'fragen',
      describe: (event) => `Eine Frage auf Englisch stellen: ${event}`,
      question: { name: 'frage', description: 'Deine Frage auf Englisch, in deinen eigenen Worten' },
      private: { name: 'privat', description: 'Die Antwort nur dir zeigen' },
    },
    answerThis: 'Das beantworten',
    topics: { name: 'themen', description: 'Durchsehen, was man fragen kann' },
    sources: { name: 'quellen', description: 'Die Artikel, auf denen jede Antwort beruht' },
    about: { name: 'info', description: 'Was dieser Bot ist, wie oft er richtig liegt und was er sich merkt' },
    knowledge: {
      name: 'wissen',
      description: 'Verwalten, was der Bot weiß',
      reload: {
        name: 'neuladen',
        description: 'Das Wissen neu lesen und prüfen; hat das neue einen Fehler, bleibt das alte',
      },
      status: { name: 'stand', description: 'Was bekannt ist, seit wann, und was gefragt wird' },
      rollback: { name: 'zurücksetzen', description: 'Zum Wissen vor der letzten Änderung zurückkehren' },
    },
    diagnose: { name: 'diagnose', description: 'Was hier geht, was nicht, und was dagegen zu tun ist' },
  },

  answer: {
    reasons: {
      'not-in-articles': 'Steht nicht in den Artikeln',
      'off-topic': 'Anderes Thema',
      unclear: 'Nicht verstanden',
    },
    readThere: 'Dort lesen',
    askNext: 'Du kannst auch fragen',
    nearest: 'Am nächsten kommt in den Artikeln',
    onlySays: (publisher) => `Das sagt nur ${publisher}`,
    bothSay: 'Beide Artikel sagen es',
    allSay: (count) => `Alle ${count} Artikel sagen es`,
    from: (publishers) => `Aus ${publishers.join(' und ')}`,
    leftOut: (count) => `${plural(count, 'weiteres Zitat passt', 'weitere Zitate passen')} hier nicht hinein`,
  },

  components: {
    askNext: 'Weiter fragen …',
    allQuotes: 'Alle Zitate',
    moreQuotes: 'Weitere Zitate',
    share: 'Im Kanal teilen',
    helpful: 'Hilfreich',
    unhelpful: 'Nicht hilfreich',
    chooseTopic: 'Ein Thema wählen …',
    chooseQuestion: (topic) => `Zu ${topic} fragen …`,
  },

  quotes: {
    title: 'Alle Zitate hinter der Antwort',
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },

  notices: {
    sharedBy: (name) => `Geteilt von ${name}`,
    maySayNothing: 'Du darfst in diesem Kanal nicht schreiben, darum teile ich hier nichts für dich.',
    thanks: 'Danke, ich habe es vermerkt. Gezählt wird nur die Stimme, nicht, von wem sie ist.',
    votedBefore: 'Du hast über diese Antwort schon abgestimmt.',
    unknownComponent: 'Ich weiß nicht mehr, wofür dieser Knopf oder dieses Menü steht. Stell mir die Frage in Worten.',
    unreadable: (answerThis) =>
      `Discord zeigt mir diese Nachricht nicht, weil sie mich nicht erwähnt. Öffne ihr Menü und wähle *Apps → ${answerThis}*, oder schreib mir die Frage.`,
    nothingToAnswer: 'In dieser Nachricht stehen keine Worte, die ich beantworten könnte.',
    cooldown: (seconds) =>
      `Das waren viele Fragen auf einmal. Bitte warte ${plural(seconds, 'Sekunde', 'Sekunden')} und frag dann wieder.`,
    cooldownOfChannel: (seconds) =>
      `In diesem Kanal waren es viele Fragen auf einmal. Bitte warte ${plural(seconds, 'Sekunde', 'Sekunden')} und frag dann wieder.`,
    failure: (id) =>
      `Bei mir ist etwas schiefgegangen, darum kann ich nicht antworten. Bitte versuch es noch einmal; wenn es wieder geschieht, nenne denen, die mich betreiben, diese Kennung: \`${id}\``,
    notAdmin: 'Das dürfen nur die, die diesen Bot betreiben. Bitte sie, dich oder eine deiner Rollen aufzunehmen.',
    notAtHome: 'Das geht nur auf dem Heimatserver dieses Bots.',
    notManager: 'Das dürfen nur die, die diesen Server verwalten oder diesen Bot betreiben.',
  },

  help: {
    about: (event) =>
      `Frag mich auf Englisch: ${event}. Ich antworte nur aus Zeitungsartikeln und zeige ihre Worte; die Antworten sind auf Englisch.`,
    how: 'Erwähne mich mit einer Frage, schreib mir direkt oder nimm /fragen. /themen zeigt, was man fragen kann.',
    examples: 'Zum Beispiel:',
  },

  topics: {
    title: 'Was man fragen kann',
    line: (topic, count) => `**${topic}**: ${plural(count, 'Frage', 'Fragen')}`,
    of: (topic) => `Fragen zu ${topic}`,
    gone: 'Dieses Thema gibt es nicht mehr. /themen zeigt die, die es gibt.',
  },

  sources: {
    title: 'Die Artikel',
    use: 'Jede Antwort beruht auf diesen Texten und auf nichts anderem.',
    read: 'Den Artikel lesen',
    quoted: (facts, quotes) =>
      `${plural(facts, 'Tatsache', 'Tatsachen')}, belegt durch ${plural(quotes, 'Zitat', 'Zitate')}`,
  },

  about: {
    title: 'Über diesen Bot',
    what: (event) =>
      `Ich beantworte Fragen auf Englisch zu „${event}“, nur aus Zeitungsartikeln. Menschen schreiben meine Antworten von Hand, jede mit den Zitaten, die sie belegen. Kein Sprachmodell schreibt sie, also ist nichts erfunden; und wenn die Artikel etwas nicht sagen, sage ich das.`,
    knowledge: 'Wissen',
    counts: (entries, facts, gaps, sources) =>
      `${entries} Antworten auf ${facts} Tatsachen aus ${sources} Artikeln, und ${gaps} Dinge, die sie nicht sagen`,
    revision: (revision) => `Fassung \`${revision}\``,
    scores: 'Wie oft er richtig liegt',
    score: ({ questions, right, declined, wrong }) =>
      `Bei ${questions} Fragen, die zur Feinabstimmung nicht benutzt wurden: ${right} % derer, die die Artikel beantworten, wurden richtig beantwortet, ${declined} % der anderen abgelehnt, ${wrong} % der gegebenen Antworten waren falsch.`,
    otherRevision: (revision) => `Gemessen mit Fassung \`${revision}\`.`,
    privacy: 'Datenschutz',
    kept: 'Ich brauche keinen privilegierten Intent: Auf Servern lese ich nur, was mich erwähnt. Was du schreibst, bleibt nur im Arbeitsspeicher, für Fragen, die an die vorige anknüpfen oder wiederkommen, und wird nie aufgeschrieben. Ich zähle, wie oft nach jeder Antwort gefragt und sie hilfreich gefunden wird, nicht von wem.',
  },

  knowledge: {
    reloaded: (before, now) => `Neu geladen: ${before} → ${now}`,
    rolledBack: (before, now) => `Zurückgesetzt: ${before} → ${now}`,
    refused: (problems) => `Nicht neu geladen: ${plural(problems, 'Fehler', 'Fehler')}`,
    goesOn: (revision) =>
      `Das alte Wissen, Fassung ${revision}, antwortet weiter. Korrigiere die Dateien und lade dann neu.`,
    unchanged: (revision) => `Nichts hat sich geändert: Fassung ${revision} antwortet weiter.`,
    nothingBefore: (revision) => `Es gibt keine frühere Fassung: ${revision} antwortet weiter.`,
    filesDiffer:
      'In den Dateien steht noch die andere Fassung: Das nächste Neuladen oder der nächste Start nimmt sie. Korrigiere sie vorher.',
    nothingDiffers: 'Kein Eintrag, keine Lücke, keine Tatsache ist anders.',
    added: 'Neu',
    changed: 'Geändert',
    removed: 'Entfernt',
    more: (count) => `… und ${count} weitere`,
    tooMany: (count) => `${count} im Ganzen; \`npm run check\` zeigt sie`,
    status: 'Was bekannt ist',
    inForce: (revision, since, fromFiles) =>
      `Fassung \`${revision}\`, ${fromFiles ? 'aus den Dateien' : 'durch Zurücksetzen'}, in Kraft getreten ${since}.`,
    before: (revision) => `Zurücksetzen führt zu \`${revision}\`.`,
    noneBefore: 'Es gibt keine frühere Fassung, zu der man zurückkehren könnte.',
    underWay: 'Gerade wird neu geladen oder zurückgesetzt.',
    last: (what, outcome, at) =>
      `Das letzte ${what === 'reload' ? 'Neuladen' : 'Zurücksetzen'} endete ${at}: ${outcome}.`,
    outcomes: {
      swapped: 'eine andere Fassung gilt',
      unchanged: 'nichts hatte sich geändert',
      refused: 'wegen Fehlern abgelehnt',
      nothing: 'es gab keine frühere Fassung',
    },
    sizes: ({ sources, facts, entries, phrasings, gaps, golden }) =>
      `${sources} Artikel, ${facts} Tatsachen, ${entries} Antworten mit ${phrasings} Formulierungen, ${gaps} Lücken, ${golden} Prüffragen.`,
    asked: 'Was gefragt wird',
    totals: (asked, answered, declined, since) =>
      `Fragen seit ${since}: ${asked}, davon ${answered} beantwortet, ${declined} abgelehnt.`,
    votes: (helpful, unhelpful) => `Stimmen: hilfreich ${helpful}, nicht hilfreich ${unhelpful}.`,
    askedMost: 'Am meisten gefragt',
    askedInVain: 'Vergeblich gefragt',
    unhelpful: 'Nicht hilfreich gefunden',
    nothingAsked: 'Noch wurde nichts gefragt.',
  },

  diagnose: {
    title: 'Diagnose',
    allWell: 'Hier geht alles.',
    someIll: (count) =>
      count === 1 ? 'Eine Sache braucht Aufmerksamkeit.' : `${count} Dinge brauchen Aufmerksamkeit.`,
    intents: 'Intents',
    intentsWell:
      'Der Bot bekommt, was er braucht: Server, Nachrichten, die ihn erwähnen, Direktnachrichten. Nichts davon ist privilegiert.',
    intentsIll: (missing) =>
      `Es fehlen: ${missing}. Starte den Bot neu; hilft das nicht, wurde sein Programm geändert.`,
    permissions: 'Rechte in diesem Kanal',
    permissionsWell: 'Der Bot darf hier sehen, schreiben, Einbettungen zeigen und den Verlauf lesen.',
    permissionsIll: (missing) =>
      `Es fehlen: ${missing}. Gib sie dem Bot oder seiner Rolle, in den Einstellungen dieses Kanals unter *Berechtigungen* oder in denen des Servers unter *Rollen*.`,
    commands: 'Befehle',
    commandsWell: 'Sie sind eingetragen, wie sie sein sollen.',
    commandsIll: 'Was Discord hat, ist anders als das, was der Bot eintragen würde. Starte den Bot neu.',
    commandsUnknown: (why) => `Discord sagt es nicht: ${why}. Versuch es später noch einmal.`,
    knowledge: 'Wissen',
    knowledgeWell: (revision, since) => `Fassung \`${revision}\`, in Kraft getreten ${since}.`,
    knowledgeIll: (revision, since) =>
      `Fassung \`${revision}\`, in Kraft getreten ${since}, aber in den Dateien steht etwas anderes. Wer den Bot betreibt, kann /wissen neuladen nehmen oder die Dateien korrigieren.`,
    connection: 'Verbindung',
    connectionWell: (shard, shards, milliseconds) =>
      `Shard ${shard + 1} von ${shards}, ${milliseconds < 0 ? 'Laufzeit noch nicht bekannt' : `Laufzeit ${milliseconds} ms`}.`,
    failures: 'Letzte Fehler',
    noFailures: 'Keine seit dem Start.',
    failure: (id, at, message) => `\`${id}\` ${at}${message === '' ? '' : `: ${message}`}`,
    failuresAdvice: 'Unter diesen Kennungen steht mehr im Protokoll.',
  },
};
