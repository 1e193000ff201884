/** What a script is called with. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** An option of a script: what follows its name, if anything does, and what is made of it. */
export interface Option<Value> {
  readonly type: 'boolean' | 'string';
  /** Reads what was given; nothing where the option was not. Throws what was expected instead. */
  read(given: string | boolean | undefined): Value;
}

/** Given or not. */
export const flag: Option<boolean> = { type: 'boolean', read: (given) => given === true };

/** Any text. */
export const text: Option<string | undefined> = {
  type: 'string',
  read: (given) => (typeof given === 'string' ? given : undefined),
};

/** A number of 0 or more. */
export const amount = <Otherwise>(otherwise: Otherwise): Option<number | Otherwise> => ({
  type: 'string',
  read: (given) => (given === undefined ? otherwise : amountIn(String(given))),
});

/** Numbers of 0 or more, with commas between them. */
export const amounts = (otherwise: readonly number[]): Option<readonly number[]> => ({
  type: 'string',
  read: (given) => (given === undefined ? otherwise : String(given).split(',').map(amountIn)),
});

/** Some of a few names, with commas between them. */
export const someOf = <Name extends string>(
  names: readonly Name[],
  otherwise: readonly Name[],
): Option<readonly Name[]> => ({
  type: 'string',
  read: (given) =>
    given === undefined
      ? otherwise
      : String(given)
          .split(',')
          .map((name) => nameIn(name, names)),
});

function amountIn(given: string): number {
  const amount = Number(given);
  if (given.trim() === '' || !(amount >= 0)) throw new Error(`expected a number of 0 or more, got "${given}"`);
  return amount;
}

function nameIn<Name extends string>(given: string, names: readonly Name[]): Name {
  const name = names.find((known) => known === given);
  if (name === undefined) throw new Error(`expected some of ${names.join(', ')}, got "${given}"`);
  return name;
}

type Values<Options> = { readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never };

/**
 * The options that a script was called with. Where they are not those that it takes, says so with how it is used, and ends the process
 * with 2. `usage`: what is shown of `--help`, too.
 */
export function optionsOf<Options extends Readonly<Record<string, Option<unknown>>>>(
  usage: string,
  options: Options,
): Values<Options> {
  try {
    const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
    for (const [name, { type }] of Object.entries(options)) config[name] = { type };
    const { values } = parseArgs({ options: config });
    if (values['help']) {
      console.log(usage);
      process.exit(0);
    }
    return Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, readNamed(name, option, values[name])]),
    ) as Values<Options>;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

function readNamed(name: string, option: Option<unknown>, given: unknown): unknown {
  try {
    return option.read(given as string | boolean | undefined);
  } catch (error) {
    throw new Error(`--${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
