/** The fields that Discord documents for the bodies it takes; others it ignores, and a test may want to know of them. */
import { isBody } from './values.ts';

/** What a field holds: `true` for anything, fields by name, a list of one shape, or a dictionary (`*`) of it. */
export type Shape = true | { readonly [field: string]: Shape } | readonly [() => Shape];

/** The paths of fields that are not documented. */
export function unknownFields(value: unknown, shape: Shape, path = ''): string[] {
  if (shape === true) return [];
  if (isList(shape))
    return Array.isArray(value)
      ? value.flatMap((item, index) => unknownFields(item, shape[0](), `${path}.${index}`))
      : [];
  if (!isBody(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => {
    const known = shape[field] ?? shape['*'];
    const at = path === '' ? field : `${path}.${field}`;
    return known === undefined ? [at] : unknownFields(item, known, at);
  });
}

function isList(shape: Shape): shape is readonly [() => Shape] {
  return Array.isArray(shape);
}

/** Fields that hold anything. */
function any(...names: string[]): Record<string, true> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

const EMOJI = any('id', 'name', 'animated');
const OPTION: Shape = { ...any('label', 'value', 'description', 'default'), emoji: EMOJI };

const COMPONENT = (): Shape => ({
  ...any('type', 'id', 'custom_id', 'style', 'label', 'url', 'sku_id', 'disabled', 'placeholder', 'required'),
  ...any('min_values', 'max_values', 'min_length', 'max_length', 'value', 'description', 'content', 'spacing'),
  ...any('divider', 'accent_color', 'spoiler', 'media', 'items', 'file', 'channel_types', 'default_values'),
  emoji: EMOJI,
  options: [() => OPTION],
  components: [COMPONENT],
  component: true,
  accessory: true,
});

const EMBED: Shape = {
  ...any('title', 'type', 'description', 'url', 'timestamp', 'color'),
  footer: any('text', 'icon_url', 'proxy_icon_url'),
  author: any('name', 'url', 'icon_url', 'proxy_icon_url'),
  image: any('url', 'proxy_url', 'height', 'width', 'description'),
  thumbnail: any('url', 'proxy_url', 'height', 'width', 'description'),
  video: true,
  provider: true,
  fields: [() => any('name', 'value', 'inline')],
};

const MESSAGE: Record<string, Shape> = {
  ...any('content', 'tts', 'flags', 'attachments', 'poll'),
  embeds: [() => EMBED],
  components: [COMPONENT],
  allowed_mentions: any('parse', 'users', 'roles', 'replied_user'),
};

const COMMAND_OPTION = (): Shape => ({
  ...any('type', 'name', 'name_localizations', 'description', 'description_localizations', 'required', 'autocomplete'),
  ...any('channel_types', 'min_value', 'max_value', 'min_length', 'max_length', 'file_types'),
  choices: [() => any('name', 'name_localizations', 'value')],
  options: [COMMAND_OPTION],
});

const COMMAND = {
  ...any('id', 'type', 'name', 'name_localizations', 'description', 'description_localizations', 'nsfw', 'handler'),
  ...any('default_member_permissions', 'dm_permission', 'default_permission', 'integration_types', 'contexts'),
  options: [COMMAND_OPTION],
} satisfies Shape;

export const SHAPES = {
  create: { ...MESSAGE, ...any('nonce', 'enforce_nonce', 'message_reference', 'sticker_ids') },
  edit: MESSAGE,
  webhook: { ...MESSAGE, ...any('username', 'avatar_url', 'thread_name', 'applied_tags') },
  callback: { type: true, data: { ...MESSAGE, ...any('choices', 'custom_id', 'title') } },
  command: COMMAND,
  // A whole list takes commands as Discord gives them back.
  commands: [() => ({ ...COMMAND, ...any('application_id', 'guild_id', 'version') })],
  direct: any('recipient_id', 'access_tokens', 'nicks'),
} as const satisfies Record<string, Shape>;
