using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>What a header says about the structure.</summary>
/// <param name="Boundary">The boundary it names, whether or not its type has one.</param>
/// <param name="IsUndeclared">Whether nothing that can be understood says what the content is.</param>
internal readonly record struct PartForm(Boundary? Boundary, bool IsUndeclared);
