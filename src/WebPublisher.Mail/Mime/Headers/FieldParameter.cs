namespace WebPublisher.Mail.Mime.Headers;

/// <summary>A parameter as it stands in a field.</summary>
/// <param name="Name">Its name in lower case, with what RFC 2231 hangs on it; comments removed.</param>
/// <param name="Value">Its value: unquoted, unescaped, comments removed; each octet a character.</param>
/// <param name="Raw">Everything from the equals sign to the semicolon that ends it.</param>
internal readonly record struct FieldParameter(string Name, string Value, string Raw);
