import { fieldsOf } from './plainForm.ts';

/** What an error says, in whatever form it comes. */
export interface Told {
  readonly code?: string;
  readonly type?: string;
  readonly text?: string;
  /** Other sentences of the same object. */
  readonly others?: readonly string[];
}

const texts = ['message', 'msg', 'errormessage', 'errormsg', 'errmsg', 'errordescription', 'description', 'statusmsg', 'detail', 'details', 'reason', 'title', 'error', 'errors', 'issues', 'info'];
const codes = ['code', 'errorcode', 'errcode', 'errno', 'statuscode'];
/** Deeper wraps nobody. */
const deepest = 5;

/**
 * An error out of its form: a text (also one that holds JSON), an object, a list of either (the first counts, the texts of a list of
 * complaints are joined), or complaints by field `{prompt: ["…"]}`. Undefined when it says nothing.
 */
export function toldIn(value: unknown, depth = deepest): Told | undefined {
  if (depth === 0 || value === undefined || value === null) { return undefined; }
  if (typeof value === 'string') { return toldInText(value, depth); }
  if (Array.isArray(value)) { return toldInList(value, depth); }
  return typeof value === 'object' ? toldInObject(value, depth) : undefined;
}

function toldInText(text: string, depth: number): Told | undefined {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start >= 0 && end > start && end - start < 20_000) {
    try {
      const inner = toldIn(JSON.parse(text.slice(start, end + 1)), depth - 1);
      if (inner) { return { ...inner, text: inner.text ?? text }; }
    } catch { /* Braces in a sentence. */ }
  }
  return text.trim() === '' ? undefined : { text: text.trim() };
}

function toldInList(list: readonly unknown[], depth: number): Told | undefined {
  const all = list.slice(0, 5).map((each) => toldIn(each, depth - 1)).filter((told) => told !== undefined);
  const words = all.map(({ text }) => text).filter((text) => text !== undefined).join('; ');
  return all[0] && { ...all[0], ...(words && { text: words }) };
}

function toldInObject(value: object, depth: number): Told | undefined {
  const fields = fieldsOf(value);
  const base = fields.get('baseresp');
  const inner = texts.map((name) => toldIn(fields.get(name), depth - 1)).filter((told) => told !== undefined);
  const deep = (typeof base === 'object' ? toldIn(base, depth - 1) : undefined) ?? (inner.length === 0 ? toldByField(fields, depth) : undefined);
  const told = [...inner, ...(deep ? [deep] : [])];
  const code = codes.map((name) => codeIn(fields.get(name))).find(Boolean) ?? told.map((each) => each.code).find(Boolean);
  const type = fields.get('type') ?? told.map((each) => each.type).find(Boolean);
  const [text, ...others] = told.flatMap((each) => [each.text, ...each.others ?? []]).filter((each) => each !== undefined).filter(Boolean);
  return code === undefined && typeof type !== 'string' && text === undefined ? undefined
    : { ...(code !== undefined && { code }), ...(typeof type === 'string' && type !== '' && { type }), ...(text !== undefined && { text }), ...(others.length > 0 && { others }) };
}

/** A code; 0 and "" are none. */
function codeIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' && value !== 0 ? String(value) : undefined;
}

/** `{prompt: ["too long"]}` → `prompt: too long`. */
function toldByField(fields: ReadonlyMap<string, unknown>, depth: number): Told | undefined {
  const words = [...fields].flatMap(([name, each]) => {
    const text = Array.isArray(each) ? toldIn(each, depth - 1)?.text : undefined;
    return text === undefined ? [] : [`${name}: ${text}`];
  }).join('; ');
  return words === '' ? undefined : { text: words };
}
