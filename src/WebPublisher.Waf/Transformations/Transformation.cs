using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>One step that brings a value into a form rules can judge: <c>t:urlDecodeUni</c> and its kin, as mod_security2 does them. Holds no state; one instance serves all threads.</summary>
public abstract class Transformation
{
    /// <summary>Its name in rules, as the reference manual spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether all it changes is the case of ASCII letters: what is found out without regard to case then holds for the result too.</summary>
    public virtual bool ChangesCaseOnly => false;

    /// <summary>What a text must hold some of for anything to change.</summary>
    public virtual CharacterKinds Touches => CharacterKinds.Any;

    /// <summary>Transforms a value.</summary>
    /// <param name="input">The value.</param>
    /// <param name="arena">Where a changed value is written.</param>
    /// <returns><paramref name="input"/> itself where nothing changes: whatever was found out about it then holds for the result.</returns>
    public abstract ByteText Apply(ByteText input, TextArena arena);
}
