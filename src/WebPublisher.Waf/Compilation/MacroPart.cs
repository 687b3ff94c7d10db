using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>A piece of a text with macros.</summary>
/// <param name="Literal">Plain text, where it is that.</param>
/// <param name="Definition">The variable, where it is a macro; null otherwise.</param>
/// <param name="Selector">The member's name, where one is given.</param>
/// <param name="TxSlot">Where the member of <c>TX</c> is kept; -1 for others.</param>
internal sealed record MacroPart(ByteText Literal, VariableDefinition? Definition, Selector? Selector, int TxSlot);
