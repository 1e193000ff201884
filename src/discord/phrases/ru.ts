/** Русский. */
import type { Phrases } from './en.ts';

const rules = new Intl.PluralRules('ru');

/** «1 вопрос, 2 вопроса, 5 вопросов». */
function plural(count: number, one: string, few: string, many: string): string {
  const form = { one, few }[rules.select(count) as 'one' | 'few'] ?? many;
  return `${count} ${form}`;
}

export const ru: Phrases = {
  commands: {
    ask: {
      name: 'спросить',
      describe: (event) => `Задать вопрос по-английски: ${event}`,
      question: { name: 'вопрос', description: 'Ваш вопрос по-английски, своими словами' },
      private: { name: 'лично', description: 'Показать ответ только вам' },
    },
    answerThis: 'Ответить на это',
    topics: { name: 'темы', description: 'Посмотреть, о чём можно спросить' },
    sources: { name: 'источники', description: 'Статьи, на которых основан каждый ответ' },
    about: { name: 'о-боте', description: 'Что это за бот, как часто он прав и что он хранит' },
    knowledge: {
      name: 'знания',
      description: 'Управлять тем, что знает бот',
      reload: {
        name: 'перечитать',
        description: 'Прочитать и проверить знания заново; если в новых есть ошибка, остаются старые',
      },
      status: { name: 'состояние', description: 'Что известно, с каких пор и о чём спрашивают' },
      rollback: { name: 'откатить', description: 'Вернуться к знаниям до последнего изменения' },
    },
    diagnose: { name: 'диагностика', description: 'Что здесь работает, что нет и что с этим делать' },
  },

  answer: {
    reasons: { 'not-in-articles': 'В статьях этого нет', 'off-topic': 'Не по теме', unclear: 'Непонятно' },
    readThere: 'Прочитать там',
    askNext: 'Можно также спросить',
    nearest: 'Самое близкое из того, что есть в статьях',
    onlySays: (publisher) => `Об этом пишет только ${publisher}`,
    bothSay: 'Об этом пишут обе статьи',
    allSay: (count) => `Об этом пишут все статьи: ${count}`,
    from: (publishers) => `По данным ${publishers.join(' и ')}`,
    leftOut: (count) =>
      `${plural(count, 'ещё одна цитата не помещается', 'цитаты ещё не помещаются', 'цитат ещё не помещаются')} сюда`,
  },

  components: {
    askNext: 'Спросить дальше…',
    allQuotes: 'Все цитаты',
    moreQuotes: 'Другие цитаты',
    share: 'Показать в канале',
    helpful: 'Полезно',
    unhelpful: 'Не полезно',
    chooseTopic: 'Выберите тему…',
    chooseQuestion: (topic) => `Спросить о теме «${topic}»…`,
  },

  quotes: {
    title: 'Все цитаты, на которых основан ответ',
    page: (page, pages) => `Страница ${page} из ${pages}`,
  },

  notices: {
    sharedBy: (name) => `Поделился(-ась): ${name}`,
    maySayNothing: 'Вам нельзя писать в этом канале, поэтому я ничего не показываю здесь от вашего имени.',
    thanks: 'Спасибо, учтено. Считается только голос, а не то, чей он.',
    votedBefore: 'Вы уже голосовали за этот ответ.',
    unknownComponent: 'Я больше не знаю, что значит эта кнопка или это меню. Задайте вопрос словами.',
    unreadable: (answerThis) =>
      `Discord не показывает мне это сообщение, потому что в нём нет моего упоминания. Откройте его меню и выберите *Приложения → ${answerThis}* или напишите мне вопрос.`,
    nothingToAnswer: 'В этом сообщении нет слов, на которые я мог бы ответить.',
    cooldown: (seconds) =>
      `Слишком много вопросов сразу. Подождите ${plural(seconds, 'секунду', 'секунды', 'секунд')} и спросите снова.`,
    cooldownOfChannel: (seconds) =>
      `В этом канале слишком много вопросов сразу. Подождите ${plural(seconds, 'секунду', 'секунды', 'секунд')} и спросите снова.`,
    failure: (id) =>
      `У меня что-то сломалось, поэтому я не могу ответить. Попробуйте ещё раз; если это повторится, сообщите тем, кто меня обслуживает, этот номер: \`${id}\``,
    notAdmin: 'Это могут только те, кто обслуживает бота. Попросите их добавить вас или одну из ваших ролей.',
    notAtHome: 'Это работает только на домашнем сервере бота.',
    notManager: 'Это могут только те, кто управляет этим сервером или обслуживает бота.',
  },

  help: {
    about: (event) =>
      `Спрашивайте меня по-английски: ${event}. Я отвечаю только по газетным статьям и показываю их слова; ответы на английском.`,
    how: 'Упомяните меня с вопросом, напишите мне лично или используйте /ask. /topics покажет, о чём можно спросить.',
    examples: 'Например:',
  },

  topics: {
    title: 'О чём можно спросить',
    line: (topic, count) => `**${topic}**: ${plural(count, 'вопрос', 'вопроса', 'вопросов')}`,
    of: (topic) => `Вопросы по теме «${topic}»`,
    gone: 'Такой темы больше нет. /topics покажет те, что есть.',
  },

  sources: {
    title: 'Статьи',
    use: 'Каждый ответ основан на этих текстах и ни на чём другом.',
    read: 'Прочитать статью',
    quoted: (facts, quotes) =>
      `${plural(facts, 'факт', 'факта', 'фактов')}, ${plural(quotes, 'цитата', 'цитаты', 'цитат')} в подтверждение`,
  },

  about: {
    title: 'Об этом боте',
    what: (event) =>
      `Я отвечаю на вопросы на английском («${event}») только по газетным статьям. Мои ответы пишут люди вручную, каждый с цитатами, которые его подтверждают. Языковая модель их не пишет, поэтому ничего не выдумано; а если в статьях чего-то нет, я так и говорю.`,
    knowledge: 'Знания',
    counts: (entries, facts, gaps, sources) =>
      `${plural(entries, 'ответ', 'ответа', 'ответов')} на основе фактов (${facts}) из статей (${sources}); того, о чём статьи не говорят: ${gaps}`,
    revision: (revision) => `Версия \`${revision}\``,
    scores: 'Как часто он прав',
    score: ({ questions, right, declined, wrong }) =>
      `На вопросах, не использованных при настройке (${questions}): из тех, на которые статьи отвечают, верный ответ получили ${right}%, из остальных отклонены ${declined}%, среди данных ответов неверны ${wrong}%.`,
    otherRevision: (revision) => `Измерено с версией \`${revision}\`.`,
    privacy: 'Конфиденциальность',
    kept: 'Мне не нужны привилегированные права: на серверах я читаю только то, где меня упоминают. То, что вы пишете, четверть часа остаётся в памяти для вопросов, которые опираются на предыдущий, и никогда не записывается. Я считаю, как часто спрашивают о каждом ответе и находят его полезным, но не кто.',
  },

  knowledge: {
    reloaded: (before, now) => `Перечитано: ${before} → ${now}`,
    rolledBack: (before, now) => `Откат: ${before} → ${now}`,
    refused: (problems) => `Не перечитано: ${plural(problems, 'ошибка', 'ошибки', 'ошибок')}`,
    goesOn: (revision) =>
      `Старые знания, версия ${revision}, продолжают отвечать. Исправьте файлы и перечитайте снова.`,
    unchanged: (revision) => `Ничего не изменилось: продолжает отвечать версия ${revision}.`,
    nothingBefore: (revision) => `Более ранней версии нет: продолжает отвечать версия ${revision}.`,
    filesDiffer:
      'В файлах всё ещё другая версия: её возьмёт следующее чтение или следующий запуск. Сначала исправьте файлы.',
    nothingDiffers: 'Ни одна запись, ни один пробел, ни один факт не отличается.',
    added: 'Добавлено',
    changed: 'Изменено',
    removed: 'Удалено',
    counts: (added, changed, removed) => `Добавлено: ${added}, изменено: ${changed}, удалено: ${removed}.`,
    more: (count) => `… и ещё ${count}`,
    tooMany: (count) => `всего ${count}; их покажет \`npm run check\``,
    status: 'Что известно',
    inForce: (revision, since, fromFiles) =>
      `Версия \`${revision}\`, действует: ${since}, ${fromFiles ? 'из файлов' : 'после отката'}.`,
    before: (revision) => `Откат вернёт к \`${revision}\`.`,
    noneBefore: 'Более ранней версии, к которой можно вернуться, нет.',
    underWay: 'Сейчас идёт чтение или откат.',
    last: (what, outcome, at) =>
      `${what === 'reload' ? 'Последнее чтение' : 'Последний откат'}: ${at}, итог: ${outcome}.`,
    sizes: ({ sources, facts, entries, phrasings, gaps, golden }) =>
      `Статей: ${sources}, фактов: ${facts}, ответов: ${entries}, формулировок: ${phrasings}, пробелов: ${gaps}, контрольных вопросов: ${golden}.`,
    asked: 'О чём спрашивают',
    totals: (asked, answered, declined, since) =>
      `${plural(asked, 'вопрос', 'вопроса', 'вопросов')} с ${since}; с ответом: ${answered}, отклонено: ${declined}.`,
    votes: (helpful, unhelpful) => `Голосов «полезно»: ${helpful}, «не полезно»: ${unhelpful}.`,
    askedMost: 'Спрашивают чаще всего',
    askedInVain: 'Спрашивают напрасно',
    unhelpful: 'Сочтено не полезным',
    nothingAsked: 'Пока ничего не спрашивали.',
  },

  diagnose: {
    title: 'Диагностика',
    allWell: 'Здесь всё работает.',
    someIll: (count) => `Требует внимания: ${count}.`,
    intents: 'Интенты',
    intentsWell:
      'Бот получает всё нужное: серверы, сообщения с его упоминанием, личные сообщения. Привилегированного среди этого нет.',
    intentsIll: (missing) => `Не хватает: ${missing}. Перезапустите бота; если не поможет, его код был изменён.`,
    permissions: 'Права в этом канале',
    permissionsWell: 'Бот может здесь видеть, писать, встраивать ссылки и читать историю.',
    permissionsIll: (missing) =>
      `Не хватает: ${missing}. Дайте их боту или его роли: в настройках этого канала (*Права доступа*) или сервера (*Роли*).`,
    commands: 'Команды',
    commandsWell: 'Зарегистрированы как надо.',
    commandsIll: 'То, что есть у Discord, отличается от того, что зарегистрировал бы бот. Перезапустите бота.',
    commandsUnknown: (why) => `Discord не говорит: ${why}. Попробуйте позже.`,
    knowledge: 'Знания',
    knowledgeWell: (revision, since) => `Версия \`${revision}\`, ${since}.`,
    knowledgeIll: (revision, since) =>
      `Версия \`${revision}\`, ${since}, но в файлах другое. Те, кто обслуживает бота, могут выполнить /knowledge reload или исправить файлы.`,
    connection: 'Соединение',
    connectionWell: (shard, shards, milliseconds) =>
      `Шард ${shard + 1} из ${shards}, ${milliseconds < 0 ? 'задержка пока неизвестна' : `задержка ${milliseconds} мс`}.`,
    failures: 'Последние ошибки',
    noFailures: 'С запуска их не было.',
    failure: (id, at, message) => `\`${id}\` ${at}${message === '' ? '' : `: ${message}`}`,
    failuresAdvice: 'В журнале под этими номерами есть подробности.',
  },
};
