/** Français. */
import type { Phrases } from './en.ts';

/** En français, zéro est un singulier. */
const plural = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`;

export const fr: Phrases = {
  commands: {
    ask: {
      name: 'demander',
      describe: (event) => `Poser une question en anglais : ${event}`,
      question: { name: 'question', description: 'Votre question en anglais, avec vos propres mots' },
      private: { name: 'privé', description: 'Ne montrer la réponse qu’à vous' },
    },
    answerThis: 'Répondre à ceci',
    topics: { name: 'sujets', description: 'Parcourir ce que l’on peut demander' },
    sources: { name: 'sources', description: 'Les articles sur lesquels repose chaque réponse' },
    about: { name: 'infos', description: 'Ce qu’est ce bot, sa justesse et ce qu’il retient' },
    knowledge: {
      name: 'savoir',
      description: 'Gérer ce que sait le bot',
      reload: {
        name: 'recharger',
        description: 'Relire et vérifier le savoir ; l’ancien reste si le nouveau a un défaut',
      },
      status: { name: 'état', description: 'Ce qui est connu, depuis quand, et ce que l’on demande' },
      rollback: { name: 'revenir', description: 'Revenir au savoir d’avant le dernier changement' },
    },
    diagnose: { name: 'diagnostic', description: 'Ce qui marche ici, ce qui ne marche pas et que faire' },
  },

  answer: {
    reasons: { 'not-in-articles': 'Absent des articles', 'off-topic': 'Hors sujet', unclear: 'Pas compris' },
    readThere: 'Lire sur place',
    askNext: 'Vous pouvez aussi demander',
    nearest: 'Ce que les articles disent de plus proche',
    onlySays: (publisher) => `Seul ${publisher} le dit`,
    bothSay: 'Les deux articles le disent',
    allSay: (count) => `Les ${count} articles le disent`,
    from: (publishers) => `D’après ${publishers.join(' et ')}`,
    leftOut: (count) => `${plural(count, 'autre citation ne tient', 'autres citations ne tiennent')} pas ici`,
  },

  components: {
    askNext: 'Demander ensuite…',
    allQuotes: 'Toutes les citations',
    moreQuotes: 'Autres citations',
    share: 'Partager dans le salon',
    helpful: 'Utile',
    unhelpful: 'Pas utile',
    chooseTopic: 'Choisir un sujet…',
    chooseQuestion: (topic) => `Demander sur ${topic}…`,
  },

  quotes: {
    title: 'Toutes les citations derrière la réponse',
    page: (page, pages) => `Page ${page} sur ${pages}`,
  },

  notices: {
    sharedBy: (name) => `Partagé par ${name}`,
    maySayNothing: 'Vous ne pouvez pas écrire dans ce salon, je n’y partage donc rien pour vous.',
    thanks: 'Merci, c’est noté. Seul le vote est compté, pas son auteur.',
    votedBefore: 'Vous avez déjà voté sur cette réponse.',
    unknownComponent: 'Je ne sais plus à quoi sert ce bouton ou ce menu. Posez-moi la question avec des mots.',
    unreadable: (answerThis) =>
      `Discord ne me montre pas ce message, car il ne me mentionne pas. Ouvrez son menu et choisissez *Applications → ${answerThis}*, ou écrivez-moi la question.`,
    nothingToAnswer: 'Ce message ne contient pas de mots auxquels je pourrais répondre.',
    cooldown: (seconds) =>
      `Cela fait beaucoup de questions à la fois. Attendez ${plural(seconds, 'seconde', 'secondes')}, puis demandez à nouveau.`,
    cooldownOfChannel: (seconds) =>
      `Cela fait beaucoup de questions à la fois dans ce salon. Attendez ${plural(seconds, 'seconde', 'secondes')}, puis demandez à nouveau.`,
    failure: (id) =>
      `Quelque chose s’est mal passé chez moi, je ne peux pas répondre. Réessayez ; si cela se reproduit, donnez cet identifiant à ceux qui me font tourner : \`${id}\``,
    notAdmin:
      'Seuls ceux qui font tourner ce bot peuvent le faire. Demandez-leur de vous ajouter, vous ou l’un de vos rôles.',
    notAtHome: 'Cela ne marche que sur le serveur d’attache de ce bot.',
    notManager: 'Seuls ceux qui gèrent ce serveur ou font tourner ce bot peuvent le faire.',
  },

  help: {
    about: (event) =>
      `Interrogez-moi en anglais : ${event}. Je ne réponds que d’après des articles de presse et je montre leurs mots ; les réponses sont en anglais.`,
    how: 'Mentionnez-moi avec une question, écrivez-moi directement ou utilisez /demander. /sujets montre ce que l’on peut demander.',
    examples: 'Par exemple :',
  },

  topics: {
    title: 'Ce que l’on peut demander',
    line: (topic, count) => `**${topic}** : ${plural(count, 'question', 'questions')}`,
    of: (topic) => `Questions sur ${topic}`,
    gone: 'Ce sujet n’existe plus. /sujets montre ceux qui existent.',
  },

  sources: {
    title: 'Les articles',
    use: 'Chaque réponse repose sur ces textes et sur rien d’autre.',
    read: 'Lire l’article',
    quoted: (facts, quotes) =>
      `${plural(facts, 'fait prouvé', 'faits prouvés')} par ${plural(quotes, 'citation', 'citations')}`,
  },

  about: {
    title: 'À propos de ce bot',
    what: (event) =>
      `Je réponds à des questions en anglais sur « ${event} », d’après des articles de presse seulement. Des personnes écrivent mes réponses à la main, chacune avec les citations qui la prouvent. Aucun modèle de langage ne les écrit, donc rien n’est inventé ; et quand les articles ne disent rien, je le dis.`,
    knowledge: 'Savoir',
    counts: (entries, facts, gaps, sources) =>
      `${entries} réponses sur ${facts} faits tirés de ${sources} articles, et ${gaps} choses qu’ils ne disent pas`,
    revision: (revision) => `Révision \`${revision}\``,
    scores: 'Sa justesse',
    score: ({ questions, right, declined, wrong }) =>
      `Sur ${questions} questions tenues à l’écart des réglages : ${right} % de celles auxquelles les articles répondent ont reçu la bonne réponse, ${declined} % des autres ont été déclinées, ${wrong} % des réponses données étaient fausses.`,
    otherRevision: (revision) => `Mesuré avec la révision \`${revision}\`.`,
    privacy: 'Vie privée',
    kept: 'Je n’ai besoin d’aucun droit privilégié : sur les serveurs, je ne lis que ce qui me mentionne. Ce que vous écrivez ne reste qu’en mémoire, pour les questions qui s’appuient sur la précédente ou qui reviennent, et n’est jamais enregistré. Je compte combien de fois chaque réponse est demandée et jugée utile, pas par qui.',
  },

  knowledge: {
    reloaded: (before, now) => `Rechargé : ${before} → ${now}`,
    rolledBack: (before, now) => `Retour en arrière : ${before} → ${now}`,
    refused: (problems) => `Non rechargé : ${plural(problems, 'problème', 'problèmes')}`,
    goesOn: (revision) =>
      `L’ancien savoir, révision ${revision}, continue de répondre. Corrigez les fichiers et rechargez.`,
    unchanged: (revision) => `Rien n’a changé : la révision ${revision} continue de répondre.`,
    nothingBefore: (revision) => `Il n’y a pas de révision antérieure : la révision ${revision} continue de répondre.`,
    filesDiffer:
      'Les fichiers contiennent encore l’autre révision : le prochain rechargement ou démarrage la prendra. Corrigez-les d’abord.',
    nothingDiffers: 'Aucune entrée, lacune ou fait ne diffère.',
    added: 'Ajouté',
    changed: 'Modifié',
    removed: 'Supprimé',
    more: (count) => `… et ${plural(count, 'autre', 'autres')}`,
    tooMany: (count) => `${count} en tout ; \`npm run check\` les montre`,
    status: 'Ce qui est connu',
    inForce: (revision, since, fromFiles) =>
      `Révision \`${revision}\`, ${fromFiles ? 'venue des fichiers' : 'par un retour en arrière'}, entrée en vigueur ${since}.`,
    before: (revision) => `Un retour en arrière mène à \`${revision}\`.`,
    noneBefore: 'Il n’y a pas de révision antérieure à laquelle revenir.',
    underWay: 'Un rechargement ou un retour en arrière est en cours.',
    last: (what, outcome, at) =>
      `Le dernier ${what === 'reload' ? 'rechargement' : 'retour en arrière'} s’est terminé ${at} : ${outcome}.`,
    outcomes: {
      swapped: 'une autre révision est en vigueur',
      unchanged: 'rien n’avait changé',
      refused: 'refusé à cause de problèmes',
      nothing: 'il n’y avait pas de révision antérieure',
    },
    sizes: ({ sources, facts, entries, phrasings, gaps, golden }) =>
      `${sources} articles, ${facts} faits, ${entries} réponses avec ${phrasings} formulations, ${gaps} lacunes, ${golden} questions de contrôle.`,
    asked: 'Ce que l’on demande',
    totals: (asked, answered, declined, since) =>
      `${plural(asked, 'question', 'questions')} depuis le ${since} : réponse donnée ${answered} fois, déclinée ${declined} fois.`,
    votes: (helpful, unhelpful) => `Votes : ${helpful} utile, ${unhelpful} pas utile.`,
    askedMost: 'Le plus demandé',
    askedInVain: 'Demandé en vain',
    unhelpful: 'Jugé pas utile',
    nothingAsked: 'Rien n’a encore été demandé.',
  },

  diagnose: {
    title: 'Diagnostic',
    allWell: 'Tout marche ici.',
    someIll: (count) => `${plural(count, 'chose demande', 'choses demandent')} votre attention.`,
    intents: 'Intents',
    intentsWell:
      'Le bot reçoit ce qu’il lui faut : les serveurs, les messages qui le mentionnent, les messages privés. Rien de privilégié.',
    intentsIll: (missing) => `Il manque : ${missing}. Redémarrez le bot ; si cela n’aide pas, son code a été modifié.`,
    permissions: 'Permissions dans ce salon',
    permissionsWell: 'Le bot peut voir, écrire, intégrer des liens et lire l’historique ici.',
    permissionsIll: (missing) =>
      `Il manque : ${missing}. Donnez-les au bot ou à son rôle, dans les paramètres de ce salon sous *Permissions* ou dans ceux du serveur sous *Rôles*.`,
    commands: 'Commandes',
    commandsWell: 'Elles sont enregistrées comme il faut.',
    commandsIll: 'Ce que Discord a diffère de ce que le bot enregistrerait. Redémarrez le bot.',
    commandsUnknown: (why) => `Discord ne le dit pas : ${why}. Réessayez plus tard.`,
    knowledge: 'Savoir',
    knowledgeWell: (revision, since) => `Révision \`${revision}\`, entrée en vigueur ${since}.`,
    knowledgeIll: (revision, since) =>
      `Révision \`${revision}\`, entrée en vigueur ${since}, mais les fichiers contiennent autre chose. Ceux qui font tourner le bot peuvent utiliser /savoir recharger ou corriger les fichiers.`,
    connection: 'Connexion',
    connectionWell: (shard, shards, milliseconds) =>
      `Shard ${shard + 1} sur ${shards}, ${milliseconds < 0 ? 'latence pas encore connue' : `latence de ${milliseconds} ms`}.`,
    failures: 'Dernières erreurs',
    noFailures: 'Aucune depuis le démarrage.',
    failure: (id, at, message) => `\`${id}\` ${at}${message === '' ? '' : ` : ${message}`}`,
    failuresAdvice: 'Le journal en dit plus sous ces identifiants.',
  },
};
