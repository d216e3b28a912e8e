import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directiveIds } from '../../src/directives/vocabulary.ts';
import { directivePicture } from './directivePicture.ts';
import { root } from './places.ts';

/** Draws media/directives anew: `node test/support/drawDirectives.ts`, after the vocabulary or the camera changed. */
await Promise.all(directiveIds.map((id) => writeFile(join(root, `media/directives/${id}.svg`), directivePicture(id))));
