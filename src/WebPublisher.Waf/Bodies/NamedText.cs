using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>A member of a collection.</summary>
/// <param name="Name">Its name, as sent.</param>
/// <param name="Value">Its value.</param>
public readonly record struct NamedText(ByteText Name, ByteText Value);
