import { LANGUAGES } from ".";
import { loadTerms } from "./chosen";

/** Tests speak all three languages. */
await Promise.all(LANGUAGES.map(loadTerms));
