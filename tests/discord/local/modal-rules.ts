/** Discord's rules about modals, and what a person fills into one. */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { checkSelect } from './message-rules.ts';
import { Faults } from './refusal.ts';
import { type Body, checkBodies, checkChoice, checkInteger, checkText, isBody } from './values.ts';

const { ActionRow, Label, StringSelect, TextDisplay, TextInput } = ComponentType;

const LIMITS = { title: 45, customId: 100, label: 45, description: 100, placeholder: 100, text: 4000 } as const;
const COMPONENTS = 5;

/** A field that a person fills in. */
export interface ModalInput {
  readonly customId: string;
  readonly type: typeof TextInput | typeof StringSelect;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  /** What is filled in already. */
  readonly value: string;
  readonly required: boolean;
  /** Bounds of the length of a text, or of the number of values of a select menu. */
  readonly min: number;
  readonly max: number;
  /** Of a select menu: the values to choose from. */
  readonly options: readonly string[];
}

/** Throws a refusal unless `data` is a modal that Discord shows. */
export function checkModal(data: Body): void {
  const faults = new Faults();
  checkText(faults, 'data.custom_id', data['custom_id'], { min: 1, max: LIMITS.customId, required: true });
  checkText(faults, 'data.title', data['title'], { min: 1, max: LIMITS.title, required: true });
  const components = checkBodies(faults, 'data.components', data['components'] ?? [], COMPONENTS, 1);
  const ids = new Set<unknown>();
  for (const [index, component] of components.entries()) checkPart(faults, `data.components.${index}`, component, ids);
  faults.throwIfAny();
}

function checkPart(faults: Faults, path: string, component: Body, ids: Set<unknown>): void {
  checkChoice(faults, `${path}.type`, component['type'], [ActionRow, Label, TextDisplay]);
  if (component['type'] === TextDisplay)
    checkText(faults, `${path}.content`, component['content'], { min: 1, max: LIMITS.text, required: true });
  if (component['type'] === ActionRow) {
    const inputs = checkBodies(faults, `${path}.components`, component['components'] ?? [], 1, 1);
    for (const input of inputs) checkInput(faults, `${path}.components.0`, input, ids, [TextInput]);
    for (const { label } of inputs)
      checkText(faults, `${path}.components.0.label`, label, { min: 1, max: LIMITS.label, required: true });
  }
  if (component['type'] === Label) {
    checkText(faults, `${path}.label`, component['label'], { min: 1, max: LIMITS.label, required: true });
    checkText(faults, `${path}.description`, component['description'], { max: LIMITS.description });
    const input = component['component'];
    if (isBody(input)) checkInput(faults, `${path}.component`, input, ids, [TextInput, StringSelect]);
    else faults.add(`${path}.component`, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
}

function checkInput(
  faults: Faults,
  path: string,
  input: Body,
  ids: Set<unknown>,
  types: readonly ComponentType[],
): void {
  checkChoice(faults, `${path}.type`, input['type'], types);
  if (ids.has(input['custom_id']))
    faults.add(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  ids.add(input['custom_id']);
  if (input['disabled'] === true)
    faults.add(`${path}.disabled`, 'MODAL_COMPONENT_DISABLED', 'Modals can not have disabled components.');
  if (input['type'] === StringSelect) checkSelect(faults, path, input, 1);
  if (input['type'] === TextInput) checkTextInput(faults, path, input);
}

function checkTextInput(faults: Faults, path: string, input: Body): void {
  checkText(faults, `${path}.custom_id`, input['custom_id'], { min: 1, max: LIMITS.customId, required: true });
  checkChoice(faults, `${path}.style`, input['style'], [TextInputStyle.Short, TextInputStyle.Paragraph]);
  checkInteger(faults, `${path}.min_length`, input['min_length'], 0, LIMITS.text);
  checkInteger(faults, `${path}.max_length`, input['max_length'], 1, LIMITS.text);
  checkText(faults, `${path}.placeholder`, input['placeholder'], { max: LIMITS.placeholder });
  checkText(faults, `${path}.value`, input['value'], { max: Number(input['max_length'] ?? LIMITS.text) });
  if (Number(input['min_length'] ?? 0) > Number(input['max_length'] ?? LIMITS.text))
    faults.add(`${path}.min_length`, 'NUMBER_TYPE_MAX', 'The shortest length is longer than the longest.');
}

/** The fields of a modal, in order. */
export function inputsOf(data: Body): ModalInput[] {
  return partsOf(data).flatMap((part) => {
    const input = isBody(part['component']) ? part['component'] : listOf(part['components'])[0];
    return input ? [inputOf(part, input)] : [];
  });
}

function inputOf(part: Body, input: Body): ModalInput {
  const isText = input['type'] === TextInput;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    customId: text(input['custom_id']),
    type: isText ? TextInput : StringSelect,
    label: text(part['label'] ?? input['label']),
    description: text(part['description']),
    placeholder: text(input['placeholder']),
    value: text(input['value']),
    required: input['required'] !== false,
    min: Number((isText ? input['min_length'] : input['min_values']) ?? (isText ? 0 : 1)),
    max: Number((isText ? input['max_length'] : input['max_values']) ?? (isText ? LIMITS.text : 1)),
    options: listOf(input['options']).map((option) => text(option['value'])),
  };
}

/** What a person fills in, by custom id: a text, or the values of a select menu. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/**
 * The components of a submission, laid out as the modal is.
 * Throws where a Discord client would not let the user send it.
 */
export function filledIn(data: Body, filled: Filled): object[] {
  const inputs = new Map(inputsOf(data).map((input) => [input.customId, input]));
  const unknown = Object.keys(filled).find((id) => !inputs.has(id));
  if (unknown !== undefined)
    throw new Error(`The modal has no field "${unknown}"; it has: ${[...inputs.keys()].join(', ')}.`);
  return partsOf(data).map((part, id) => {
    const sub = isBody(part['component']) ? part['component'] : listOf(part['components'])[0];
    if (!sub) return { type: part['type'], id: id + 1 };
    const input = inputs.get(String(sub['custom_id']));
    const answer = {
      type: sub['type'],
      id: 100 + id,
      custom_id: sub['custom_id'],
      ...(input && filledValue(input, filled)),
    };
    return {
      type: part['type'],
      id: id + 1,
      ...(part['type'] === Label ? { component: answer } : { components: [answer] }),
    };
  });
}

function filledValue(input: ModalInput, filled: Filled): object {
  const raw = filled[input.customId] ?? (input.type === TextInput ? input.value : []);
  const given = input.type === StringSelect && typeof raw === 'string' ? [raw] : raw;
  const length = given.length;
  if (length === 0 && input.required) throw new Error(`The field "${input.label}" must be filled in.`);
  if (length > input.max || (length > 0 && length < input.min))
    throw new Error(`The field "${input.label}" takes ${input.min} to ${input.max}; got ${length}.`);
  if (typeof given === 'string') return { value: given };
  const strange = given.find((value) => !input.options.includes(value));
  if (strange !== undefined) throw new Error(`The field "${input.label}" has no option "${strange}".`);
  return { values: given };
}

const listOf = (value: unknown): Body[] => (Array.isArray(value) ? value.filter(isBody) : []);
const partsOf = (data: Body): Body[] => listOf(data['components']);
