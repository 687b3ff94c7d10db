namespace WebPublisher.Policy.Rules;

/// <summary>Replaces a path prefix on the way in and puts it back in <c>Location</c> and cookie paths on the way out.</summary>
/// <param name="Published">Prefix that browsers use; begins and ends with a slash.</param>
/// <param name="Inner">Prefix the front end uses; begins and ends with a slash.</param>
public sealed record PathMapping(string Published, string Inner);
