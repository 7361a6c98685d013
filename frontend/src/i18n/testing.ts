import { LANGUAGES } from ".";
import { load } from "./chosen";

/** Tests speak all three languages. */
await Promise.all(LANGUAGES.map(load));
