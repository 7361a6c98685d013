declare module "virtual:words/*" {
  import type { Words } from ".";
  export const common: Record<string, Words>;
  export const words: Record<string, string>;
}
