/** Buttons and menus under a reply. Pure. */
import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { CustomIds } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { cutText } from '../markup.ts';
import { choiceValue } from '../whole-question.ts';
import type { Row } from './reply.ts';

/** Questions that are offered as buttons. */
const MAX_QUESTION_BUTTONS = 3;

export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

export function button(
  id: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
) {
  return { type: ComponentType.Button, style, custom_id: id, label: cutText(label, LIMITS.buttonLabel) } as const;
}

/** The buttons as one row; no row without a button. */
export function rowOf(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  return buttons.length === 0
    ? []
    : [{ type: ComponentType.ActionRow, components: buttons.slice(0, LIMITS.buttonsInRow) }];
}

/** A menu from which one is chosen; no row without choices, no choice twice. */
export function menuOf(id: string, placeholder: string, choices: readonly Choice[]): Row[] {
  const byValue = new Map(choices.map((choice) => [choice.value, choice]));
  const options = [...byValue.values()].slice(0, LIMITS.menuOptions).map(({ label, value, description }) => ({
    label: cutText(label, LIMITS.optionLabel),
    value,
    ...(description !== undefined && { description: cutText(description, LIMITS.optionLabel) }),
  }));
  const menu = {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: cutText(placeholder, LIMITS.placeholder),
    options,
  } as const;
  return options.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [menu] }];
}

/** A menu of questions. */
export function questionMenu(ids: CustomIds, placeholder: string, questions: readonly string[]): Row[] {
  const choices = questions
    .filter((question) => question.trim() !== '')
    .map((question) => ({ label: question, value: choiceValue(question) }));
  return menuOf(ids.write('next'), placeholder, choices);
}

/** Questions as buttons, the first three. Two that begin alike in a custom id would be one, so only the first is offered. */
export function questionButtons(ids: CustomIds, questions: readonly string[]): Row[] {
  const byId = new Map<string, string>();
  for (const question of questions) {
    const id = ids.write('ask', question);
    if (question.trim() !== '' && !byId.has(id)) byId.set(id, question);
  }
  return rowOf([...byId].slice(0, MAX_QUESTION_BUTTONS).map(([id, question]) => button(id, question)));
}
