/**
 * Ctrl+Enter, on a Mac ⌘Enter, anywhere on the page; held down it is pressed once. Heard before anything else hears it: the
 * editing component would break the line, and VS Code hears keys that leave the page.
 */
export function watchSubmit(page: Document, submit: () => void): void {
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) submit();
  }, { capture: true });
}

/**
 * Gives the prompt the keyboard, now and whenever the page gets it back without knowing where it was: once another part of the
 * window, such as a picker, had it, the page's own focus is gone. A dialog that follows a picker at once keeps it: it would close
 * if the page, told late on a busy machine, took the keyboard from it.
 */
export function watchReturn(page: Window, focusPrompt: () => void): void {
  page.addEventListener('focus', () => {
    page.requestAnimationFrame(() => {
      if (page.document.hasFocus() && page.document.activeElement === page.document.body) focusPrompt();
    });
  });
  focusPrompt();
}
