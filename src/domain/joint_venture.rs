//! joint_venture
