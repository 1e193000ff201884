/** The log: winston to standard error, so that standard output stays for answers. */
import winston from 'winston';
import type { LogLevel } from './settings.ts';

export interface Log {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
  debug(message: string, details?: object): void;
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly stream: NodeJS.WritableStream;
  /** Readable lines for people instead of JSON for machines. */
  readonly readable: boolean;
  /** Never written, wherever it may turn up. */
  readonly secrets: readonly string[];
}

/** A log that writes a line for each message: JSON, or time, level and text for people. */
export function createLog({ level, stream, readable, secrets }: LogOptions): Log {
  const conceal = (line: string): string => secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const { combine, timestamp, errors, printf } = winston.format;
  const line = printf(({ level: severity, message, timestamp: time, ...details }) => {
    if (!readable) return conceal(JSON.stringify({ time, level: severity, message, ...details }));
    const rest = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
    return conceal(`${time} ${severity.padEnd(5)} ${message}${rest}`);
  });
  return winston.createLogger({
    level,
    format: combine(errors({ stack: true }), timestamp(), line),
    transports: [new winston.transports.Stream({ stream })],
  });
}
