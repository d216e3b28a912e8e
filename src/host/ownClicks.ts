const clicked = new WeakSet();

/**
 * Marks the argument of a command as that of a click in a page or on a row of ours. VS Code tells no command who runs it, and a text that stands for a
 * click could be copied; the object itself only he has to whom we gave it.
 */
export function fromClick<T extends object>(argument: T): T {
  clicked.add(argument);
  return argument;
}

/**
 * Whether a command may come from anybody else who can run one with an argument: a task or a launch configuration of a workspace, a
 * keybinding, another extension, an agent, the button of a notification (which a command can press). Without an argument it is the palette, a menu or a
 * key, or who imitates them: it then acts on what the person has in front of them, or asks.
 */
export function isFromOutside(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && !clicked.has(argument);
}
