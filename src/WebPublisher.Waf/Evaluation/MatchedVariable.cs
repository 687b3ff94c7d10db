using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>A value that matched. Its full name is only put together where somebody asks.</summary>
/// <param name="Target">What the rule looked at; null where the name is full already.</param>
/// <param name="Member">The member's name, or a full name.</param>
/// <param name="Value">The value after transformations.</param>
internal readonly record struct MatchedVariable(CompiledTarget? Target, ByteText Member, ByteText Value);
