/** What the inner layers need of a log; the host gives VS Code's output channel. Everything passed in is redacted already. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
