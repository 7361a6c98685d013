export function Proposal() {
  return null;
}
