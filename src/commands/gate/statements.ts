import { createHash } from 'node:crypto';
import type { GatewayId } from '../../gateways/gateway.ts';
import { costsMoney } from '../../tasks/task.ts';

/** A file that says what is ordered. */
export interface FileRef {
  readonly uri: string;
  /** For people: relative to the workspace where it lies in it. */
  readonly name: string;
  /** A hash of what it says; an agreement counts for this content alone. */
  readonly content: string;
}

/** Something that a paid order would do because of somebody else's words, and that the person has to know of once. */
export type Statement =
  /** The file orders at a gateway that costs money; the user's own setting would not. */
  | { readonly kind: 'gateway'; readonly gateway: GatewayId; readonly file: FileRef }
  /** A picture from outside the workspace is sent; `picture` is its real path, or that of the video whose last frame it is. Without a file, the caller named it. */
  | { readonly kind: 'picture'; readonly gateway: GatewayId; readonly picture: string; readonly isVideo?: true; readonly file?: FileRef }
  /** The workspace is in Restricted Mode; asked each time. */
  | { readonly kind: 'restricted'; readonly gateway: GatewayId }
  /** Nobody knows what a video costs there. */
  | { readonly kind: 'unknownPrice'; readonly gateway: GatewayId };

/** Who decided on the gateway of a shot. */
export interface GatewayChoice {
  readonly gateway: GatewayId;
  /** Of the user's own settings, not those of a workspace. */
  readonly users: GatewayId;
  /** The person chose it for this shot. */
  readonly byHand: boolean;
  /** What the shot's document writes; its name and content. */
  readonly document?: FileRef & { readonly gateway: string | undefined };
  readonly sidecar?: FileRef;
  /** The settings of the workspace, where these name a gateway. */
  readonly workspace?: FileRef & { readonly gateway: GatewayId };
}

/** The statement about a gateway that a file chose, where the order costs money and the user's own setting would not. */
export function gatewayStatement({ gateway, users, byHand, document, sidecar, workspace }: GatewayChoice): Statement | undefined {
  if (!costsMoney(gateway) || costsMoney(users) || byHand) return undefined;
  const file = document?.gateway === gateway ? document : sidecar ?? (workspace?.gateway === gateway ? workspace : undefined);
  return file && { kind: 'gateway', gateway, file: plainRef(file) };
}

/** Of what is known of a file, what an agreement is about. */
export function plainRef({ uri, name, content }: FileRef): FileRef {
  return { uri, name, content };
}

/** The content of a file as an agreement remembers it. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What an agreement to a statement is remembered by; undefined: it is asked each time. */
export function agreementKey(statement: Statement): string | undefined {
  switch (statement.kind) {
    case 'gateway': return contentHash(JSON.stringify(['gateway', statement.gateway, statement.file.uri, statement.file.content]));
    case 'picture': return contentHash(JSON.stringify(['picture', statement.picture, statement.file?.uri ?? '', statement.file?.content ?? '']));
    case 'unknownPrice': return contentHash(JSON.stringify(['unknownPrice', statement.gateway]));
    case 'restricted': return undefined;
  }
}
