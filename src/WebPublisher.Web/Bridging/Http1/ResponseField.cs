namespace WebPublisher.Web.Bridging.Http1;

/// <summary>One field line of a response.</summary>
/// <param name="Name">Its name, in the usual spelling when it is a known one.</param>
/// <param name="Value">Its value without white space around it; one character a byte (ISO 8859-1).</param>
internal readonly record struct ResponseField(string Name, string Value);
