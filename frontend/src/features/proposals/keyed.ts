let key = 0;

/** A row of an editor with a key of its own, so that what is typed stays with it when rows come and go. */
export const keyed = <T>(value: T) => {
  key += 1;
  return { key, value };
};
