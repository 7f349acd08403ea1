/** A function that reads each thing once, and keeps what it read as long as the thing. */
export function once<T extends object, R>(of: (thing: T) => R): (thing: T) => R {
  const known = new WeakMap<T, {value: R}>();
  return thing => {
    const found = known.get(thing) ?? {value: of(thing)};
    known.set(thing, found);
    return found.value;
  };
}
