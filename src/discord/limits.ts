/**
 * Discord's limits, from https://discord.com/developers/docs. All texts are counted in UTF-16 units: never fewer than the
 * characters that Discord counts, so what is within the limit here is within it there.
 */
export const LIMITS = {
  /** Message text. */
  content: 2000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  /** All texts of all embeds of one message. */
  embedTotal: 6000,
  /** Choices of one autocompletion. */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** Choices of a menu, and the texts of each. */
  menuOptions: 25,
  optionLabel: 100,
  optionValue: 100,
  placeholder: 150,
  customId: 100,
  commandDescription: 100,
} as const;
