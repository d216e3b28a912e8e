/** Why a shot that uses a picture from outside the workspace is not made for a model, in words for it. */
export function strangePictureWords(file: string): string {
  return `The first frame ${file} is outside this workspace. Use a picture in it or a public URL; only the person can preview or choose another.`;
}

/** The same for a video whose last frame the shot would start with. */
export function strangeVideoWords(file: string): string {
  return `The shot starts with the last frame of ${file}, which is outside this workspace. Use a video in it; only the person can preview the shot with another.`;
}
