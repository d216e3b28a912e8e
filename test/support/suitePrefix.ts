/** Begins each line that the suite inside VS Code prints, which tells it from what VS Code prints around it. */
export const suitePrefix = 'suite │ ';
