import { histories } from "../support/history/suite.ts"

histories(3, 4)
