namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>A language that is told by its commonest words. What a learner has heard in one says nothing about another.</summary>
public enum TextLanguage
{
    /// <summary>Another, or too little text to tell.</summary>
    Unknown,

    /// <summary>English.</summary>
    English,

    /// <summary>German.</summary>
    German,

    /// <summary>French.</summary>
    French,

    /// <summary>Spanish.</summary>
    Spanish,

    /// <summary>Portuguese.</summary>
    Portuguese,

    /// <summary>Italian.</summary>
    Italian,

    /// <summary>Dutch.</summary>
    Dutch,

    /// <summary>Text in other scripts than Latin.</summary>
    OtherScript,
}
