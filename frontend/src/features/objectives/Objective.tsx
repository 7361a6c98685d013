export function Objective() {
  return null;
}
