import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';

/** Round and round: codicons have arrows for this in a circle only, which stand for other things already. */
const loop = html`<svg class="drawn" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true"><path d="M3 7V5.5A2.5 2.5 0 0 1 5.5 3H12V1.2L15 3.5 12 5.8V4H5.5A1.5 1.5 0 0 0 4 5.5V7zM13 9v1.5a2.5 2.5 0 0 1-2.5 2.5H4v1.8L1 12.5 4 10.2V12h6.5a1.5 1.5 0 0 0 1.5-1.5V9z"/></svg>`;

/** A codicon, or the drawn `loop`; the control around it carries the name. */
export function icon(name: string): TemplateResult {
  return name === 'loop' ? loop : html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

export interface IconButton {
  readonly icon: string;
  /** Localized; the tooltip and the name for screen readers. */
  readonly label: string;
  /** For a button that stays down. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A toolbar button that shows an icon alone. */
export function iconButton(button: IconButton): TemplateResult {
  return html`<button type="button" class="icon-button" title=${button.label} aria-label=${button.label}
    aria-pressed=${button.pressed === undefined ? nothing : String(button.pressed)} ?disabled=${button.disabled ?? false}
    @click=${button.run}>${icon(button.icon)}</button>`;
}

/** A button with words. */
export function textButton(label: string, run: () => void, look: { readonly icon?: string; readonly primary?: boolean } = {}): TemplateResult {
  return html`<button type="button" class=${look.primary ? 'button primary' : 'button'} @click=${run}>${look.icon ? icon(look.icon) : nothing}${label}</button>`;
}

export interface OrderButton {
  /** Localized. */
  readonly label: string;
  readonly icon: string;
  readonly primary?: boolean;
  /** An order is being placed: until it is, no other one is taken. */
  readonly busy: boolean;
  readonly run: () => void;
}

/** A button that may cost money: a double click or a key that is held is one press. Busy, it keeps the keyboard. */
export function orderButton({ label, icon: picture, primary, busy, run }: OrderButton): TemplateResult {
  const press = (event: { readonly detail: number }): void => {
    if (!busy && event.detail < 2) run();
  };
  const hold = (event: { readonly repeat: boolean; preventDefault(): void }): void => {
    if (event.repeat) event.preventDefault();
  };
  return html`<button type="button" class=${primary ? 'button primary' : 'button'} aria-disabled=${busy} @click=${press} @keydown=${hold}>${icon(busy ? 'sync' : picture)}${label}</button>`;
}
