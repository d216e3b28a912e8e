import * as vscode from 'vscode';

const extension = 'hailuo-director.hailuo-director';

/** Links into this editor that tools give: they open, and spend nothing. */
export const linkTo = {
  take: (file: string): string => link('take', `file=${encodeURIComponent(file)}`),
  film: (uri: string): string => link('film', `uri=${encodeURIComponent(uri)}`),
  task: (id: string): string => link('task', `id=${encodeURIComponent(id)}`),
};

function link(path: string, query: string): string {
  return `${vscode.env.uriScheme}://${extension}/${path}?${query}`;
}
