namespace WebPublisher.Waf.SecLang;

/// <summary>One item of a list of variables or actions: <c>NAME</c> or <c>NAME:VALUE</c>.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="NameStart">Where it begins in the word.</param>
/// <param name="Value">What follows the colon, single quotation marks taken off; null where nothing does.</param>
/// <param name="ValueStart">Where that begins in the word.</param>
/// <param name="IsPattern">Whether the value is a regular expression between slashes that was read as one because it holds a separator.</param>
internal readonly record struct ListItem(string Name, int NameStart, string? Value, int ValueStart, bool IsPattern);
