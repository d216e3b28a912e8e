import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as ids from '../../src/host/ids.ts';
import { manifest as known, root } from '../support/places.ts';

interface MenuItem { readonly command?: string; readonly submenu?: string; readonly when?: string }
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly main: string;
  readonly icon: string;
  readonly categories: readonly string[];
  readonly license: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations?: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings?: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly accessibilityHelpContent?: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome?: readonly { readonly view: string }[];
    readonly customEditors?: readonly { readonly viewType: string; readonly priority: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly completionEvents: readonly string[] }[] }[];
    readonly configuration: readonly { readonly title: string; readonly order: number; readonly properties: Readonly<Record<string, { readonly scope?: string; readonly default?: unknown; readonly order?: number }>> }[];
  };
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const settings = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));
const declared = contributes.commands.map(({ command }) => command).sort();

test('the table of ids and package.json name the same commands', () => {
  assert.deepEqual(declared, [...Object.values(ids.commands), ...Object.values(ids.menuCommands)].sort());
});

test('the table of ids and package.json name the same views', () => {
  const { container, ...views } = ids.views;
  assert.deepEqual(contributes.viewsContainers.activitybar.map(({ id }) => id), [container]);
  assert.deepEqual(Object.values(contributes.views).flat().map(({ id }) => id).sort(), Object.values<string>(views).sort());
});

test('every view explains itself to who does not see it', () => {
  assert.deepEqual(Object.values(contributes.views).flat().filter(({ accessibilityHelpContent }) => accessibilityHelpContent === undefined), []);
});

test('the table of ids and package.json name the same settings', () => {
  const named = Object.values(ids.settings).map((name) => `${ids.settingsSection}.${name}`).sort();
  assert.deepEqual(Object.keys(settings).sort(), named);
});

test('every command has the category Hailuo and a title with words in each language', () => {
  for (const { command, category, title } of contributes.commands) {
    assert.equal(category, 'Hailuo', command);
    assert.match(title, /^%.+%$/, command);
  }
});

test('menus, keys and welcome views name commands and views that exist', () => {
  const items = Object.values(contributes.menus).flat();
  const used = [...items.flatMap(({ command }) => command ?? []), ...(contributes.keybindings ?? []).map(({ command }) => command)];
  assert.deepEqual(used.filter((command) => !declared.includes(command)), []);
  const views: readonly string[] = Object.values(ids.views);
  const mentioned = items.flatMap(({ when }) => [...(when ?? '').matchAll(/\bview == ([\w.]+)/g)].map((match) => match[1] ?? ''));
  assert.deepEqual([...mentioned, ...(contributes.viewsWelcome ?? []).map(({ view }) => view)].filter((view) => !views.includes(view)), []);
});

test('every context key of ours that a when clause asks for is one that the code keeps', () => {
  const kept: readonly string[] = [ids.contexts.languages, ids.contexts.hasKey, ids.contexts.noTakes, ...Object.values(ids.contexts.tasks)];
  const asked = Object.values(contributes.menus).flat().flatMap(({ when }) => [...(when ?? '').matchAll(/(?<![=\w'/.] ?)\bhailuo\.[\w.]+/g)].map(([key]) => key));
  const views: readonly string[] = Object.values(ids.views);
  assert.deepEqual([...new Set(asked)].filter((key) => !kept.includes(key) && !views.includes(key)), []);
});

test('the palette hides no command on tasks for good, and asks of each what it needs', () => {
  const onTasks = contributes.menus['commandPalette']!.filter(({ command }) => command?.startsWith('hailuo.task.'));
  const whens = new Map(onTasks.map(({ command, when }) => [command, when]));
  assert.deepEqual(onTasks.filter(({ when }) => !Object.values<string | undefined>(ids.contexts.tasks).includes(when)), []);
  assert.equal(whens.get(ids.commands.taskResolveUnconfirmed), ids.contexts.tasks.unconfirmed);
  assert.equal(whens.get(ids.commands.taskSaveAs), ids.contexts.tasks.hasFile);
  assert.deepEqual(declared.filter((command) => command.startsWith('hailuo.task.') && !whens.has(command)), []);
});

test('the settings about money stand under a heading of their own, and every heading keeps its order', () => {
  const money = contributes.configuration.find(({ title }) => title === '%configuration.money%');
  const names = [ids.settings.prices, ids.settings.askAbove, ids.settings.dailyCap, ids.settings.monthlyCap, ids.settings.askAboutProblems];
  assert.deepEqual(Object.keys(money?.properties ?? {}), names.map((name) => `${ids.settingsSection}.${name}`));
  for (const { properties } of contributes.configuration) {
    assert.deepEqual(Object.values(properties).map(({ order }) => order), Object.keys(properties).map((_, index) => index + 1));
  }
});

test('an extension with tools for the chat says so in its categories', () => {
  assert.ok(manifest.categories.includes('Chat'));
});

test('the palette leaves out every command on takes where there are none', () => {
  const whens = new Map(contributes.menus['commandPalette']!.map(({ command, when }) => [command, when]));
  const onTakes = declared.filter((command) => command.startsWith('hailuo.take.') || [ids.commands.openTake, ids.commands.compareTakes, ids.commands.continueFromLastFrame].some((id) => id === command));
  assert.deepEqual(onTakes.filter((command) => whens.get(command) !== `!${ids.contexts.noTakes}`), [ids.commands.takeStartFrom]);
});

test('a workspace cannot choose where the key is sent', () => {
  for (const name of [ids.settings.apimartBaseUrl, ids.settings.toapisBaseUrl]) {
    assert.equal(settings[`${ids.settingsSection}.${name}`]?.scope, 'application');
  }
});

test('a workspace cannot raise the number of paid tasks, nor the pace, of every window', () => {
  for (const name of [ids.settings.maxConcurrent, ids.settings.pollInterval]) {
    assert.equal(settings[`${ids.settingsSection}.${name}`]?.scope, 'application');
  }
});

test('a workspace cannot raise a limit, invent a price, or switch a question about money off', () => {
  for (const name of [ids.settings.dailyCap, ids.settings.monthlyCap, ids.settings.prices, ids.settings.askAbove, ids.settings.askAboutProblems]) {
    assert.equal(settings[`${ids.settingsSection}.${name}`]?.scope, 'application', name);
  }
});

test('settings that are ignored in Restricted Mode exist', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [];
  assert.deepEqual(restricted.filter((name) => !(name in settings)), []);
});

test('no setting is named for Restricted Mode that a workspace cannot set anyway', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [];
  assert.deepEqual(restricted.filter((name) => settings[name]?.scope === 'application'), []);
});

test('a step of the walkthrough is done by what was done: its context keys are ours or VS Code’s, and its commands exist', () => {
  const events = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
  const keys = [ids.contexts.hasKey, ids.contexts.cameraPlayed, ...Object.values(ids.contexts.tasks), 'resourceLangId == hailuo'];
  assert.deepEqual(events.filter((event) => !keys.some((key) => event === `onContext:${key}`) && !declared.some((command) => event === `onCommand:${command}`)), []);
});

test('custom editors never take a file over by themselves', () => {
  for (const { viewType, priority } of contributes.customEditors ?? []) {
    assert.equal(priority, 'option', viewType);
    assert.ok(Object.values<string>(ids.panels).includes(viewType), viewType);
  }
});

test('every file that package.json names stands', () => {
  const built = new Set([manifest.main]);
  const paths = [...text.matchAll(/"(?:\.\/)?((?:media|dist)\/[^"*]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(paths.length > 0);
  assert.deepEqual(paths.filter((path) => !built.has(`./${path}`) && !existsSync(join(root, path))), []);
});

test('the tests know the extension by its id', () => {
  assert.equal(`${manifest.publisher}.${manifest.name}`, known.id);
  assert.equal(manifest.license, 'MIT');
});
