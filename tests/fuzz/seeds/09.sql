CREATE TABLE c ( -- a comment, with (parens) and 'quotes
 a /* another, */ INTEGER, -- at the end
 b TEXT)