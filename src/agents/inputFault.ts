import type * as z from 'zod/mini';

/** Longer words of a model are not said back to it. */
const longestNames = 200;

/** What of an input does not fit and what would, for a model: `seconds is above 120`. zod/mini has no words of its own but "Invalid input". */
export function inputFault(issue: z.core.$ZodIssue, input: unknown): string {
  const where = issue.path.map(String).join('.');
  const fault = faultOf(issue, valueAt(input, issue.path));
  return `${where === '' ? 'the input' : where} ${fault}`;
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'unrecognized_keys') return 'is missing';
  switch (issue.code) {
    case 'invalid_type': return `must be ${issue.expected === 'object' || issue.expected === 'array' || issue.expected === 'int' ? 'an' : 'a'} ${issue.expected}`;
    case 'too_big': return beyond(issue.origin, `more than ${String(issue.maximum)}`, `above ${String(issue.maximum)}`);
    case 'too_small': return beyond(issue.origin, `fewer than ${String(issue.minimum)}`, `below ${String(issue.minimum)}`);
    case 'invalid_value': return `must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`;
    case 'unrecognized_keys': return `has no ${issue.keys.map((key) => JSON.stringify(key)).join(', ').slice(0, longestNames)}`;
    case 'invalid_format': return 'does not have the form that the tool’s description tells';
    default: return 'is none of what the tool’s description allows';
  }
}

function beyond(origin: string, count: string, amount: string): string {
  if (origin === 'string') return `has ${count} characters`;
  return origin === 'array' ? `has ${count} entries` : `is ${amount}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined), input);
}
