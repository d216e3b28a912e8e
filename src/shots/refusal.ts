/** Why a shot is not sent: one localized sentence that names the field, the limit and the remedy. */
export interface Refusal {
  readonly field: 'prompt' | 'duration' | 'resolution' | 'firstFrame' | 'fastPretreatment' | 'baseUrl';
  /** Stable, for tests and diagnostics. */
  readonly code: string;
  readonly message: string;
}
