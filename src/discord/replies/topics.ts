/** The topics of the knowledge and their questions -> replies. Pure. */
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { CustomIds } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine, startOf } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { menuOf, questionMenu } from './components.ts';
import { COLOURS, type Reply } from './reply.ts';

interface Topic {
  readonly name: string;
  readonly questions: readonly string[];
}

/** Every topic with its questions in the curators' order, the largest first. */
export function topicsOf({ entries }: KnowledgeBase): Topic[] {
  const names = [...new Set(entries.flatMap(({ topics }) => topics))];
  return names
    .map((name) => ({
      name,
      questions: entries.filter(({ topics }) => topics.includes(name)).map(({ question }) => question),
    }))
    .sort((a, b) => b.questions.length - a.questions.length || a.name.localeCompare(b.name));
}

/** All topics with a menu to choose one. */
export function renderTopics(knowledge: KnowledgeBase, ids: CustomIds, { topics, components }: Phrases): Reply {
  const all = topicsOf(knowledge).slice(0, LIMITS.menuOptions);
  const lines = all.map(({ name, questions }) => topics.line(titleOf(name), questions.length));
  return replyOf(topics.title, lines, topicMenu(all, ids, components.chooseTopic));
}

/** The questions of one topic with a menu to ask one, and the menu of topics to go on. */
export function renderTopic(topic: string, knowledge: KnowledgeBase, ids: CustomIds, phrases: Phrases): Reply {
  const { topics, components } = phrases;
  const all = topicsOf(knowledge).slice(0, LIMITS.menuOptions);
  const menu = topicMenu(all, ids, components.chooseTopic);
  const found = all.find(({ name }) => choiceOf(name) === topic);
  if (!found) return replyOf(topics.title, [topics.gone], menu);
  const lines = found.questions.map((question) => `• ${escapeLine(question, 200)}`);
  const questions = questionMenu(ids, components.chooseQuestion(found.name.replaceAll('-', ' ')), found.questions);
  return replyOf(topics.of(titleOf(found.name)), lines, [...questions, ...menu]);
}

function topicMenu(topics: readonly Topic[], ids: CustomIds, placeholder: string): Reply['rows'] {
  const choices = topics.map(({ name }) => ({ label: name.replaceAll('-', ' '), value: choiceOf(name) }));
  return menuOf(ids.write('topic'), placeholder, choices);
}

const choiceOf = (name: string): string => startOf(name, LIMITS.optionValue);

const titleOf = (name: string): string => escapeLine(name.replaceAll('-', ' '), LIMITS.optionLabel);

/** As many whole lines as a message without embeds holds. */
function replyOf(title: string, lines: readonly string[], rows: Reply['rows']): Reply {
  const heading = title.slice(0, LIMITS.embedTitle);
  const room = LIMITS.content - heading.length - 10;
  const fitting = lines.filter((_, index) => lines.slice(0, index + 1).join('\n').length <= room);
  const text = fitting.join('\n');
  return { embed: { color: COLOURS.chat, title: heading, description: text }, rows };
}
