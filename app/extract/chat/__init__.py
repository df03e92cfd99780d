"""A second reader of attributions: any chat endpoint of the OpenAI kind, held to the text by our code."""
