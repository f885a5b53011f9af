/** Reads the members of a control request; whatever is missing or of another type is named in the error. */
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../api/json.ts';
import { explorerIds, isServerId, type ServerId } from '../faults/types.ts';

export class BadInput extends Error {
  override readonly name = 'BadInput';
}

export const objectFrom = (text: string): JsonObject => {
  if (text === '') return {};
  const parsed: unknown = JSON.parse(text);
  if (!isJsonObject(parsed)) throw new BadInput('a JSON object is expected');
  return parsed;
};

export const text = (input: JsonObject, key: string): string => {
  const value = input[key];
  if (typeof value !== 'string') throw new BadInput(`${key}: text is expected`);
  return value;
};

export const whole = (input: JsonObject, key: string, fallback?: number): number => {
  const value = input[key] ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new BadInput(`${key}: a whole number is expected`);
  return value;
};

export const flag = (input: JsonObject, key: string, fallback: boolean): boolean => {
  const value = input[key] ?? fallback;
  if (typeof value !== 'boolean') throw new BadInput(`${key}: true or false is expected`);
  return value;
};

const satFrom = (value: Json | undefined, key: string): bigint => {
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value))
    throw new BadInput(`${key}: satoshi as decimal text are expected`);
  return BigInt(value);
};

/** Amounts cross this border as decimal text. */
export const sat = (input: JsonObject, key: string): bigint => satFrom(input[key], key);

export const satList = (input: JsonObject, key: string): readonly bigint[] => {
  const value = input[key];
  if (!isJsonList(value)) throw new BadInput(`${key}: a list is expected`);
  return value.map((item) => satFrom(item, key));
};

export const textList = (input: JsonObject, key: string): readonly string[] => {
  const value = input[key] ?? [];
  if (!isJsonList(value)) throw new BadInput(`${key}: a list is expected`);
  return value.map((item) => {
    if (typeof item !== 'string') throw new BadInput(`${key}: a list of texts is expected`);
    return item;
  });
};

export const oneOf = <T extends string>(input: JsonObject, key: string, allowed: readonly T[], fallback: T): T => {
  const value = input[key] ?? fallback;
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new BadInput(`${key}: one of ${allowed.join(', ')} is expected`);
  return found;
};

/** One of the servers, `node-1` and so on included. */
export const serverId = (input: JsonObject, key: string): ServerId => {
  const value = text(input, key);
  if (!isServerId(value)) throw new BadInput(`${key}: one of ${explorerIds.join(', ')}, fluxos, node-1 … is expected`);
  return value;
};

const optional =
  <T>(read: (input: JsonObject, key: string) => T) =>
  (input: JsonObject, key: string): T | undefined =>
    input[key] === undefined ? undefined : read(input, key);

const number = (input: JsonObject, key: string): number => {
  const value = input[key];
  if (typeof value !== 'number') throw new BadInput(`${key}: a number is expected`);
  return value;
};

const signedSat = (input: JsonObject, key: string): string => {
  const value = input[key];
  if (typeof value !== 'string' || !/^-?\d{1,16}$/.test(value))
    throw new BadInput(`${key}: satoshi as text are expected`);
  return value;
};

export const maybeText = optional(text);
export const maybeWhole = optional(whole);
export const maybeNumber = optional(number);
export const maybeSat = optional(signedSat);
