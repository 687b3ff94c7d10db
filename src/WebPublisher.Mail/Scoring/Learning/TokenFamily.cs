namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What a token is of; kept with its hash, so that a score can be explained without a word of what was said.</summary>
public enum TokenFamily
{
    /// <summary>Words of the text.</summary>
    Words,

    /// <summary>Neighbouring words of the text.</summary>
    Pairs,

    /// <summary>Words of the subject.</summary>
    Subject,

    /// <summary>Who the message says it is from.</summary>
    Sender,

    /// <summary>Where its links lead.</summary>
    Links,

    /// <summary>Fields of the header, types of the parts.</summary>
    Header,

    /// <summary>Sizes and proportions.</summary>
    Structure,

    /// <summary>Rules that it fulfils.</summary>
    Rules,
}
