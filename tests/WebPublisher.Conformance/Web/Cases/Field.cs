namespace WebPublisher.Conformance.Web.Cases;

/// <summary>A name and a value, an octet a character.</summary>
internal readonly record struct Field(string Name, string Value);
