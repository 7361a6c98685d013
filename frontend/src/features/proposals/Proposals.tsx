export function Proposals() {
  return null;
}
