export function Networks() {
  return null;
}
