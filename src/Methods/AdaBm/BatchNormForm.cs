namespace Research.Methods.AdaBm;

/// <summary>How batch normalisation runs while AdaBM calibrates and tunes.</summary>
public enum BatchNormForm
{
    /// <summary>By its running statistics, which stay as they are.</summary>
    Frozen,

    /// <summary>As the released code: by the statistics of the batch, of teacher and student alike, which the running statistics follow; evaluation uses what has become of them.</summary>
    Official,
}
