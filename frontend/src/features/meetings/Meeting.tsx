export function Meeting() {
  return null;
}
